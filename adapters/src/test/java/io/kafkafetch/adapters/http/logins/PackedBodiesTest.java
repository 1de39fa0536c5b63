package io.kafkafetch.adapters.http.logins;

import static io.kafkafetch.adapters.http.logins.LoginServer.JSON;
import static io.kafkafetch.adapters.http.logins.LoginServer.LINES;
import static io.kafkafetch.adapters.http.logins.LoginServer.LOGIN;
import static io.kafkafetch.adapters.http.logins.LoginServer.gzip;
import static io.kafkafetch.adapters.http.logins.LoginsControllerTest.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.kafkafetch.adapters.http.logins.LoginServer.Answer;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies in every packing, and what comes out of few bytes. */
class PackedBodiesTest {

    private static final byte[] LINE = (LOGIN + "\n").getBytes(UTF_8);

    private final LoginServer server = new LoginServer();

    @AfterEach
    void nothingStaysTaken() {
        server.awaitAllFree();
        server.close();
    }

    static Stream<Arguments> packed() {
        byte[] three = joined(LINE, LINE, LINE);
        return Stream.of(
                Arguments.of("gzip", gzip(three)),
                Arguments.of("X-GZIP", gzip(three)),
                Arguments.of("gzip", joined(gzip(LINE), gzip(LINE), gzip(LINE))),
                Arguments.of("gzip", joined(gzip(three), new byte[20_000])),
                Arguments.of("deflate", deflate(three, false)),
                Arguments.of("deflate", deflate(three, true)),
                Arguments.of("zstd", Zstd.compress(three)),
                Arguments.of("zstd", joined(Zstd.compress(LINE), skippable(10), Zstd.compress(LINE), streamed(LINE))),
                Arguments.of("zstd", streamed(three)),
                Arguments.of("identity", three),
                Arguments.of("gzip, gzip", gzip(gzip(three))),
                Arguments.of("gzip,identity ,zstd", Zstd.compress(gzip(three))),
                Arguments.of("zstd, deflate", deflate(Zstd.compress(three), false)));
    }

    @ParameterizedTest
    @MethodSource("packed")
    void everyPackingIsUnpacked(String coding, byte[] body) {
        assertThat(server.send(LINES, body, "Content-Encoding", coding).body()).startsWith("{\"accepted\":3,");
        assertThat(server.inbox.values()).containsExactly(LOGIN, LOGIN, LOGIN);
    }

    static Stream<Arguments> damaged() {
        byte[] deflated = deflate(LINE, false);
        byte[] zstd = Zstd.compress(LINE);
        return Stream.of(
                Arguments.of("deflate", "not-deflate", Arrays.copyOf(deflated, deflated.length - 3)),
                Arguments.of("deflate", "not-deflate", joined(deflated, new byte[] {7})),
                Arguments.of("deflate", "not-deflate", LINE),
                Arguments.of("zstd", "not-zstd", Arrays.copyOf(zstd, zstd.length - 3)),
                Arguments.of("zstd", "not-zstd", Arrays.copyOf(zstd, 3)),
                Arguments.of("zstd", "not-zstd", joined(zstd, new byte[] {7, 7, 7, 7, 7, 7})),
                Arguments.of("zstd", "not-zstd", withDictionary(LINE)),
                Arguments.of("zstd", "not-zstd", LINE),
                Arguments.of("zstd", "not-zstd", checksummed(LINE)),
                Arguments.of("gzip, zstd", "not-gzip", zstd),
                Arguments.of("gzip", "not-gzip", joined(gzip(LINE), new byte[] {0, 0, 1})));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void whatIsNotAsItSaysIsRefused(String coding, String code, byte[] body) {
        assertProblem(server.send(LINES, body, "Content-Encoding", coding), 400, code);
    }

    /** A thousand times what was sent comes out: as lines it would be a record for each two bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "x\n", "{}\n", LOGIN + "\n", "[", "1,"})
    void fewBytesDoNotBecomeManyRecords(String repeated) {
        byte[] lines = repeated.repeat((4 << 20) / repeated.length()).getBytes(UTF_8);
        List<Packed> bodies = List.of(
                new Packed("gzip", gzip(lines)),
                new Packed("gzip", joined(gzip(LINE), gzip(lines))),
                new Packed("gzip, gzip", gzip(gzip(lines))),
                new Packed("zstd", Zstd.compress(lines)),
                new Packed("deflate", deflate(lines, true)));
        for (Packed packed : bodies) {
            assertProblem(
                    server.send(LINES, packed.body(), "Content-Encoding", packed.coding()), 413, "packed-too-tightly");
        }
        long sent =
                bodies.stream().mapToLong(packed -> packed.body().length + 128).sum();
        assertThat(server.inbox.count()).isLessThanOrEqualTo(sent);
    }

    @SuppressWarnings("ArrayRecordComponent") // not compared
    private record Packed(String coding, byte[] body) {}

    @Test
    void loginsThatDifferPackAsTightlyAsTheyMay() {
        StringBuilder lines = new StringBuilder();
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            lines.append(LOGIN.replace("u1", "u" + random.nextInt(1_000))).append('\n');
        }
        byte[] all = lines.toString().getBytes(UTF_8);

        assertThat(server.send(LINES, Zstd.compress(all, 19), "Content-Encoding", "zstd")
                        .body())
                .startsWith("{\"accepted\":20000,");
        assertThat(server.send(LINES, gzip(all), "Content-Encoding", "gzip").body())
                .startsWith("{\"accepted\":20000,");
    }

    @Test
    void whatCameOutBeforeIsKept() {
        Answer answer =
                server.send(LINES, gzip((LOGIN + "\n").repeat(20_000).getBytes(UTF_8)), "Content-Encoding", "gzip");

        assertProblem(answer, 413, "packed-too-tightly");
        assertThat(answer.json()).containsEntry("kept", (int) server.inbox.count());
        assertThat(server.inbox.count()).isPositive();
    }

    @Test
    void aWindowAboveTheBoundOfHttpIsRefused() {
        byte[] large = new byte[9 << 20];
        new Random(1).nextBytes(large);
        byte[] body;
        try (ZstdCompressCtx context =
                new ZstdCompressCtx().setLong(27).setLevel(1).setContentSize(false)) {
            body = context.compress(large);
        }

        assertProblem(server.send(LINES, body, "Content-Encoding", "zstd"), 413, "zstd-window-too-large");
    }

    @Test
    void aNameAndANumberAsLongAsTheDocumentAreEventsThatAreTooLarge() {
        String digits = "1".repeat(4 << 20);

        assertProblem(server.send(JSON, "[" + digits + "]"), 413, "event-too-large");
        assertProblem(server.send(JSON, "[{\"" + digits + "\":1}]"), 413, "event-too-large");
        assertProblem(server.send(JSON, "[{\"a\":\"" + digits + "\"}]"), 413, "event-too-large");
        assertThat(server.inbox.count()).isZero();
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] deflate(byte[] plain, boolean bare) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, bare);
        deflater.setInput(plain);
        deflater.finish();
        byte[] packed = new byte[plain.length + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }

    /** A frame that doesn't say its content's size, as a stream's. */
    private static byte[] streamed(byte[] plain) {
        try (ZstdCompressCtx context = new ZstdCompressCtx().setContentSize(false)) {
            return context.compress(plain);
        }
    }

    private static byte[] checksummed(byte[] plain) {
        try (ZstdCompressCtx context = new ZstdCompressCtx().setChecksum(true)) {
            byte[] packed = context.compress(plain);
            packed[packed.length - 1] ^= 1;
            return packed;
        }
    }

    private static byte[] withDictionary(byte[] plain) {
        byte[] packed = Zstd.compress(plain);
        packed[4] |= 1;
        return packed;
    }

    private static byte[] skippable(int length) {
        byte[] frame = new byte[8 + length];
        frame[0] = 0x50;
        frame[1] = 0x2a;
        frame[2] = 0x4d;
        frame[3] = 0x18;
        frame[4] = (byte) length;
        return frame;
    }
}
