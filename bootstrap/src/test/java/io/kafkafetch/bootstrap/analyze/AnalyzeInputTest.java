package io.kafkafetch.bootstrap.analyze;

import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.bootstrap.process.Streams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code analyze} makes of input that is odd, or cannot be read. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class AnalyzeInputTest extends AnalyzeFixture {
    // ---- odd input

    @Test
    void aBomCrlfAndALineWithoutEndAreReadAsUsual() throws IOException {
        Path odd = write(
                "odd.jsonl",
                "\ufeff" + login("RI", 9, "iOS").replace("\n", "\r\n")
                        + login("RI", 9, "iOS").strip());

        assertThat(analyze(odd, "--strict").exit()).isZero();
        assertThat(analyze(odd).err()).startsWith("read 2 = accepted 2 + rejected 0 ");
    }

    @Test
    void anEmptyFileIsNoError() throws IOException {
        Run run = analyze(write("empty", ""), "--format=json");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).isEqualTo("[]\n");
        assertThat(run.errLines()).containsExactly("read 0 = accepted 0 + rejected 0 (batches 0, insights 0)");
    }

    @Test
    void nulsAndLinesAboveTheBoundAreRejectedAndTheOthersGoOn() throws IOException {
        Path odd =
                write("odd.jsonl", "\0".repeat(10_000) + "\n" + "x".repeat(2_000_000) + "\n" + login("RI", 9, "iOS"));

        assertThat(analyze(odd).errLines())
                .startsWith(
                        "read 3 = accepted 1 + rejected 2 (batches 1, insights 4)",
                        "rejected because the record is larger than the limit (1), the value is not JSON (1)");
        assertThat(analyze(odd, "--max-line=4MiB").err()).contains("the value is not JSON (2)");
        assertThat(analyze(odd, "--max-line=1k").err()).contains("the record is larger than the limit (2)");
    }

    @Test
    void whatIsNoNdjsonIsReadAndSaidOrNamed() throws IOException {
        Path array = folder.resolve("array.json");
        Files.writeString(array, "[" + (login("RI", 9, "iOS") + "," + login("NY", 9, "web")) + "]", UTF_16);

        assertThat(analyze(array, "--strict").errLines())
                .containsExactly(
                        "read 2 = accepted 2 + rejected 0 (batches 1, insights 6)",
                        "note: " + array
                                + " is no NDJSON in UTF-8 but UTF-16 (big endian), JSON arrays or several lines a"
                                + " record: converted while reading, a record counts as a line");

        Path csv = write("logins.csv", "user_id,ip,timestamp\nu,1.2.3.4,5\n");
        assertThat(analyze(logins, csv).errLines())
                .last()
                .asString()
                .startsWith("hint: " + csv + ": 2 of 2 lines are not JSON objects; ")
                .contains("looks like CSV");
        assertThat(analyze(logins).err()).doesNotContain("hint");
    }

    // ---- unreadable input

    @Test
    void aNameThatDidNotReachTheProgramIsAnInputThatCannotBeRead() {
        Run run = analyze(folder + "/gr\uFFFDe", logins);

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.errLines())
                .first()
                .asString()
                .startsWith("kafka-fetch: " + folder)
                .containsAnyOf("is not valid UTF-8", "set LC_ALL=C.UTF-8");
        assertThat(run.err()).contains("read 5 = ");
    }

    @Test
    void noEscapeSequenceOfANameReachesTheTerminal() {
        assertThat(analyze("\u001b[31mred\u001b]0;title\u0007").err())
                .startsWith("kafka-fetch: ?[31mred?]0;title?: there is no such file");
    }

    /** As where a shell closed it: the launcher and {@link Streams} see to it that it cannot be read. */
    @Test
    void aStandardInputThatCannotBeReadEndsWithThree() {
        standardInput = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Bad file descriptor");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };

        Run run = analyze("-");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.errLines())
                .startsWith("kafka-fetch: standard input: reading fails (Bad file descriptor), at byte 0 of the input");
    }

    @Test
    void whatCannotBeReadIsToldOfAndTheOtherFilesAreReadAllTheSame() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(Files.readAllBytes(logins));
        }
        Path whole = Files.write(folder.resolve("whole.gz"), zipped.toByteArray());
        Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(zipped.toByteArray(), zipped.size() - 4));

        Run run = analyze(folder.resolve("none"), folder, cut, whole, "--only=peak_hour");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out()).contains("user-login-2@0-4", "user-login-3@0-4");
        assertThat(run.errLines())
                .startsWith(
                        "kafka-fetch: " + folder.resolve("none") + ": there is no such file",
                        "kafka-fetch: " + folder + ": this is a directory, not a file")
                .contains("read 10 = accepted 6 + rejected 4 (batches 2, insights 2)");
        assertThat(run.errLines().get(2))
                .startsWith("kafka-fetch: " + cut + ": ")
                .contains("cut off", "at byte ");
    }
}
