package io.kafkafetch.adapters.http.logins;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
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
            assertThat(output)
                    .contains("{\"accepted\":2000000,\"rejected\":0,", "{\"accepted\":0,\"rejected\":20000000,");
        } finally {
            child.destroyForcibly();
        }
    }

    /** A server and its client in one small process. */
    static final class Child {

        private static final int MANY = 2_000;

        private Child() {}

        /** 270 MB of logins; then a gzip of 40 MB of blank lines, which is 40 KB. */
        @SuppressWarnings("SystemOut")
        public static void main(String[] args) throws Exception {
            HttpSettings small = new HttpSettings(
                    1 << 20,
                    2 << 20,
                    4 << 20,
                    4 << 20,
                    16,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(20),
                    10,
                    Duration.ofMinutes(1));
            try (LoginServer server = new LoginServer(small, new FakeInbox().forgetting())) {
                byte[] thousand = LoginServer.chunk((LoginServer.LOGIN + "\n").repeat(1_000));
                System.out.println(exchange(server, "X-Plain: yes", out -> {
                    for (int i = 0; i < MANY; i++) {
                        out.write(thousand);
                    }
                    out.write(LoginServer.chunk(""));
                }));
                byte[] blank = "\n".repeat(10_000).getBytes(UTF_8);
                System.out.println(exchange(server, "Content-Encoding: gzip", out -> {
                    try (GZIPOutputStream gzip = new GZIPOutputStream(new Chunks(out), 8_192)) {
                        for (int i = 0; i < MANY; i++) {
                            gzip.write(blank);
                        }
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

    /** Writes each piece as a chunk of a body. */
    private static final class Chunks extends OutputStream {

        private final OutputStream out;

        Chunks(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length > 0) {
                out.write((Integer.toHexString(length) + "\r\n").getBytes(UTF_8));
                out.write(bytes, offset, length);
                out.write("\r\n".getBytes(UTF_8));
            }
        }
    }
}
