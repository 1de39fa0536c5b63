package io.kafkafetch.adapters.http.logins;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.kafkafetch.adapters.Await;
import io.kafkafetch.adapters.http.logins.admission.HttpSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one request leaves behind, or holds while it waits, adds up over requests: a heap of 128 MB is enough for all. */
class ManyRequestsMemoryTest {

    @ParameterizedTest
    @EnumSource(Attack.class)
    void aSmallHeapOutlivesThem(Attack attack) throws Exception {
        Process child = new ProcessBuilder(Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx128m",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Child.class.getName(),
                                attack.name())
                        .toList())
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(child.getInputStream().readAllBytes(), UTF_8);

            assertThat(child.waitFor(3, TimeUnit.MINUTES)).isTrue();
            assertThat(child.exitValue()).as(output).isZero();
            assertThat(output).contains("still answers");
        } finally {
            child.destroyForcibly();
        }
    }

    /** What an unauthenticated sender did, and more of the kind. */
    enum Attack {
        /** Decoders that were used at once, and then one after another for large events. */
        LARGE_EVENTS_AFTER_MANY_AT_ONCE {
            @Override
            void run(Child child) throws IOException {
                child.open(190, plain("x\n"));
                byte[] large = gzip(text(1_000_000));
                for (int i = 0; i < 300; i++) {
                    child.send(large, "Content-Encoding: gzip");
                }
            }
        },

        LARGE_EVENTS_ON_MANY_CONNECTIONS {
            @Override
            void run(Child child) throws IOException {
                byte[] large = gzip(text(1_000_000));
                for (int round = 0; round < 18; round++) {
                    child.atOnce(64, large, "Content-Encoding: gzip");
                }
            }
        },

        VERDICTS_OF_HELD_REQUESTS {
            @Override
            void run(Child child) throws IOException {
                child.hold(256, plain("{}\n".repeat(1_000)));
            }
        },

        DOCUMENTS_THAT_NEVER_END {
            @Override
            void run(Child child) throws IOException {
                byte[] begun = ("[" + " ".repeat(1 << 20)).getBytes(UTF_8);
                child.begin(200, "application/json", begun, "X-Plain: yes");
            }
        },

        LINES_THAT_NEVER_END {
            @Override
            void run(Child child) throws IOException {
                child.begin(200, LoginServer.LINES, text(900_000), "X-Plain: yes");
            }
        },

        WINDOWS {
            @Override
            void run(Child child) throws IOException {
                byte[] whole = Zstd.compress(text(4 << 20), 19);
                byte[] begun = new byte[whole.length / 2];
                System.arraycopy(whole, 0, begun, 0, begun.length);
                child.begin(200, LoginServer.LINES, begun, "Content-Encoding: zstd");
            }
        },

        NAMES_AND_NUMBERS_AS_LONG_AS_A_DOCUMENT {
            @Override
            void run(Child child) throws IOException {
                byte[] number = ("[" + "1".repeat(3 << 20) + "]").getBytes(UTF_8);
                byte[] name = ("{\"" + "x".repeat(3 << 20) + "\":1}").getBytes(UTF_8);
                for (int round = 0; round < 10; round++) {
                    child.atOnceAs("application/json", 16, number, "X-Plain: yes");
                    child.atOnceAs("application/json", 16, name, "X-Plain: yes");
                }
            }
        },

        ANSWERS_THAT_NOBODY_READS {
            @Override
            void run(Child child) throws IOException {
                child.unread(400, plain("{}\n".repeat(110)));
            }
        };

        abstract void run(Child child) throws IOException;

        private static byte[] plain(String text) {
            return text.getBytes(UTF_8);
        }

        /** A line that packs to about half, as real ones do at best when they are as large. */
        private static byte[] text(int length) {
            Random random = new Random(length);
            byte[] text = new byte[length];
            for (int i = 0; i < length; i++) {
                text[i] = (byte) ('a' + random.nextInt(16));
            }
            return text;
        }

        private static byte[] gzip(byte[] bytes) throws IOException {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(bytes);
            }
            return packed.toByteArray();
        }
    }

    /** A server with the defaults of its heap, and its clients, in one small process. */
    static final class Child {

        private final FakeInbox inbox = new FakeInbox().forgetting();
        private final LoginServer server =
                new LoginServer(HttpSettings.forHeap(Runtime.getRuntime().maxMemory(), 1 << 20), inbox);

        private Child() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] args) throws Exception {
            Child child = new Child();
            Attack.valueOf(args[0]).run(child);
            child.server.awaitAllFree();
            // Of connections that broke off some may be noticed later, and have what is free until then.
            Await.until(
                    "it answers",
                    () -> child.server.send(LoginServer.JSON, LoginServer.LOGIN).status() == 200);
            System.out.println("still answers");
            System.exit(0);
        }

        /** So many requests at once, none of which ends before all have begun. */
        void open(int count, byte[] line) throws IOException {
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Socket socket = server.connect();
                socket.getOutputStream().write(LoginServer.head(LoginServer.LINES, "Connection: close"));
                write(socket, line);
                sockets.add(socket);
            }
            Await.until("all are judged", () -> inbox.count() == count);
            for (Socket socket : sockets) {
                socket.getOutputStream().write(LoginServer.chunk(""));
            }
            readAll(sockets);
        }

        /** So many requests at once, which wait for the inbox, and then are answered. */
        void hold(int count, byte[] body) throws IOException {
            inbox.hold();
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                sockets.add(sent(LoginServer.LINES, body, "X-Plain: yes"));
            }
            // So many have room in a small heap; the others wait for them, or are to come again.
            Await.until("requests wait", () -> inbox.held() >= 40);
            inbox.release();
            readAll(sockets);
        }

        void send(byte[] body, String header) throws IOException {
            atOnce(1, body, header);
        }

        void atOnce(int count, byte[] body, String header) throws IOException {
            atOnceAs(LoginServer.LINES, count, body, header);
        }

        void atOnceAs(String type, int count, byte[] body, String header) throws IOException {
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                sockets.add(sent(type, body, header));
            }
            readAll(sockets);
        }

        /** So many bodies that begin and don't go on, and then break off. */
        void begin(int count, String type, byte[] body, String header) throws IOException {
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Socket socket = server.connect();
                socket.getOutputStream().write(LoginServer.head(type, header));
                write(socket, body);
                sockets.add(socket);
            }
            for (Socket socket : sockets) {
                socket.close();
            }
        }

        void unread(int count, byte[] body) throws IOException {
            List<Socket> sockets = new ArrayList<>();
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < count; i++) {
                    Socket socket = server.connectWithSmallBuffer();
                    socket.getOutputStream().write(LoginServer.head(LoginServer.LINES));
                    write(socket, body);
                    socket.getOutputStream().write(LoginServer.chunk(""));
                    sockets.add(socket);
                }
                server.awaitAllFree();
            }
            for (Socket socket : sockets) {
                socket.close();
            }
        }

        private Socket sent(String type, byte[] body, String header) throws IOException {
            Socket socket = server.connect();
            socket.getOutputStream().write(LoginServer.head(type, header, "Connection: close"));
            write(socket, body);
            socket.getOutputStream().write(LoginServer.chunk(""));
            return socket;
        }

        private static void write(Socket socket, byte[] body) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write((Integer.toHexString(body.length) + "\r\n").getBytes(UTF_8));
            try {
                out.write(body);
                out.write("\r\n".getBytes(UTF_8));
            } catch (IOException refused) {
                // the server has answered already, and closed
            }
        }

        private static void readAll(List<Socket> sockets) throws IOException {
            byte[] into = new byte[8_192];
            for (Socket socket : sockets) {
                try (socket) {
                    while (socket.getInputStream().read(into) >= 0) {
                        // to its end
                    }
                } catch (IOException reset) {
                    // the server has closed before it read all
                }
            }
        }
    }
}
