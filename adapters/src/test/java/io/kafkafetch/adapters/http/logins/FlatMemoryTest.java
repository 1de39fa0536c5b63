package io.kafkafetch.adapters.http.logins;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.http.logins.admission.BodyBounds;
import io.kafkafetch.adapters.http.logins.admission.HttpSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** However long a stream is, a small heap is enough for it. */
class FlatMemoryTest {

    @Test
    void streamsOfSomeHundredMegabytesPassThroughASmallHeap() throws Exception {
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-XX:MaxDirectMemorySize=32m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName()))
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(child.getInputStream().readAllBytes(), UTF_8);

            assertThat(child.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(child.exitValue()).as(output).isZero();
            assertThat(output).contains("{\"accepted\":2000000,\"rejected\":0,", "\"blank_lines\":5000000}");
        } finally {
            child.destroyForcibly();
        }
    }

    /** A server and its client in one small process. */
    static final class Child {

        private static final int MANY = 2_000;

        private Child() {}

        /** 270 MB of logins; then 5 MB of blank lines. */
        @SuppressWarnings("SystemOut")
        public static void main(String[] args) throws Exception {
            HttpSettings small = new HttpSettings(
                    1 << 20,
                    2 << 20,
                    4 << 20,
                    4 << 20,
                    16,
                    16,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(20),
                    10,
                    Duration.ofMinutes(1),
                    BodyBounds.DEFAULT);
            try (LoginServer server = new LoginServer(small, new FakeInbox().forgetting())) {
                byte[] thousand = LoginServer.chunk((LoginServer.LOGIN + "\n").repeat(1_000));
                System.out.println(exchange(server, "X-Plain: yes", out -> {
                    for (int i = 0; i < MANY; i++) {
                        out.write(thousand);
                    }
                    out.write(LoginServer.chunk(""));
                }));
                byte[] blank = LoginServer.chunk("\n".repeat(10_000));
                System.out.println(exchange(server, "X-Plain: yes", out -> {
                    for (int i = 0; i < MANY / 4; i++) {
                        out.write(blank);
                    }
                    out.write(LoginServer.chunk(""));
                }));
            }
            System.exit(0);
        }

        private interface Writer {
            void write(OutputStream out) throws IOException;
        }

        private static String exchange(LoginServer server, String header, Writer writer) throws IOException {
            try (Socket socket = server.connect()) {
                OutputStream out = socket.getOutputStream();
                out.write(LoginServer.head(LoginServer.LINES, header, "Connection: close"));
                writer.write(out);
                return new String(socket.getInputStream().readAllBytes(), UTF_8);
            }
        }
    }
}
