package io.kafkafetch.bootstrap.analyze;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.application.batch.BatchAssembler;
import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.bootstrap.ChildJvm;
import io.kafkafetch.bootstrap.Main;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code analyze} prints, where to, and how it ends. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class AnalyzeCommandTest extends AnalyzeFixture {
    // ---- what is printed

    @Test
    void theRecordsAreThoseOfTheTopic() {
        Run run = analyze(logins);

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "{\"metric\":\"peak_hour\",\"hour\":9,\"logins\":2,\"scope\":\"running\","
                                + "\"batch\":\"user-login-0@0-4\",\"events\":3,\"rejected\":2}",
                        "{\"metric\":\"logins_per_region\",\"region\":\"RI\",\"count\":2,\"scope\":\"batch\","
                                + "\"batch\":\"user-login-0@0-4\",\"events\":3,\"rejected\":2}",
                        "{\"metric\":\"logins_per_region\",\"region\":\"NY\",\"count\":1,\"scope\":\"batch\","
                                + "\"batch\":\"user-login-0@0-4\",\"events\":3,\"rejected\":2}",
                        "{\"metric\":\"device_usage\",\"device_type\":\"web\",\"percentage\":66.67,\"count\":2,"
                                + "\"scope\":\"batch\",\"batch\":\"user-login-0@0-4\",\"events\":3,\"rejected\":2}",
                        "{\"metric\":\"device_usage\",\"device_type\":\"iOS\",\"percentage\":33.33,\"count\":1,"
                                + "\"scope\":\"batch\",\"batch\":\"user-login-0@0-4\",\"events\":3,\"rejected\":2}",
                        "{\"metric\":\"app_version_usage\",\"app_version\":\"2.3.0\",\"percentage\":100.0,\"count\":3,"
                                + "\"scope\":\"batch\",\"batch\":\"user-login-0@0-4\",\"events\":3,\"rejected\":2}");
        assertThat(run.errLines())
                .containsExactly(
                        "read 5 = accepted 3 + rejected 2 (batches 1, insights 6)",
                        "rejected because the value is empty (1), the value is not JSON (1)");
    }

    /** As a partition of the topic with the same logins would be published, closed by size alone. */
    @Test
    void theGoldenLoginsGiveTheInsightsOfThePipelineByteForByte() throws IOException {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        LoginDecoder decoder = new LoginDecoder(MissingDeviceType.DEAD_LETTER);
        BatchAssembler assembler = new BatchAssembler(BatchPolicy.of(50, BatchPolicy.LONGEST_AGE), HourOfDay.UTC);
        Partition partition = new Partition("user-login", 0);
        List<LoginBatch> batches = new ArrayList<>();
        long offset = 0;
        for (String line : Files.readAllLines(GOLDEN)) {
            byte[] value = line.getBytes(UTF_8);
            Origin origin = new Origin(partition, offset++);
            Delivery delivery = Delivery.of(
                    origin, decoder.decode(ByteBuffer.wrap(value)), () -> new Original(null, value, List.of()));
            assembler.add(delivery, 0).ifPresent(batches::add);
        }
        assembler.close(partition, Trigger.END).ifPresent(batches::add);
        HourCounts running = HourCounts.EMPTY;
        for (LoginBatch batch : batches) {
            for (Insight insight : new DeriveInsights().process(batch, running).insights()) {
                expected.write(new InsightEncoder().value(insight, batch));
                expected.write('\n');
            }
            running = running.plus(batch.tally().hours());
        }

        Run run = analyze(GOLDEN);

        assertThat(batches).hasSize(40);
        assertThat(run.out()).isEqualTo(expected.toString(UTF_8));
        assertThat(run.errLines())
                .first()
                .asString()
                .startsWith("read 2,030 = accepted 2,000 + rejected 30 (batches 40,");
    }

    @Test
    void aTableIsPrintedOnATerminal() {
        onTerminal = true;

        Run run = analyze(logins);

        assertThat(run.out())
                .contains("Peak hour  09:00-10:00 UTC  2 logins", "Logins per region", "Device usage")
                .contains("Rejected because", "the value is not JSON");
        assertThat(run.out())
                .contains("Period  1970-01-01 09:00:00 to 1970-01-01 23:00:00 UTC", "read at ")
                .doesNotContain("logins/s");
        assertThat(run.errLines()).containsExactly("read 5 = accepted 3 + rejected 2");
        assertThat(analyze(logins, "--format=jsonl").out()).startsWith("{");
    }

    @Test
    void everyFormatCanBeHadEverywhere() {
        assertThat(analyze(logins, "--format=TABLE").out())
                .startsWith("kafka-fetch ")
                .as("the balance may go the same way, and does not stick to the table")
                .endsWith(System.lineSeparator() + System.lineSeparator());
        assertThat(analyze(logins, "--format", "json").out()).startsWith("[\n{").endsWith("}\n]\n");
        assertThat(analyze(logins, "--format", "csv").out())
                .startsWith("metric,hour,")
                .contains("\r\npeak_hour,9,");
    }

    @Test
    void aFileIsAPartition() throws IOException {
        Path other = write("other.jsonl", login("TX", 7, "iOS"));

        Run run = analyze(logins, other, "--stream=feed", "--only=peak_hour");

        assertThat(run.out().lines())
                .containsExactly(
                        "{\"metric\":\"peak_hour\",\"hour\":9,\"logins\":2,\"scope\":\"running\","
                                + "\"batch\":\"feed-0@0-4\",\"events\":3,\"rejected\":2}",
                        "{\"metric\":\"peak_hour\",\"hour\":7,\"logins\":1,\"scope\":\"running\","
                                + "\"batch\":\"feed-1@0-0\",\"events\":1,\"rejected\":0}");
    }

    @Test
    void batchesHaveTheSizeAskedFor() {
        assertThat(analyze(logins, "--batch-size=1", "--only=peak_hour").out().lines())
                .extracting(line -> line.replaceAll(".*@([-0-9]+).*", "$1"))
                .containsExactly("0-0", "1-1", "2-4");
        assertThat(analyze(logins, "--batch-size=all", "--only=peak_hour").out())
                .contains("@0-4\",\"events\":3,\"rejected\":2}");
    }

    @Test
    void allIsOneBatchHoweverLongAndWhateverIsRejected() throws IOException {
        Path many = write("many.jsonl", (login("RI", 9, "iOS") + "x".repeat(1_000) + "\n").repeat(25_000));

        Run run = analyze(many, "--batch-size=ALL", "--top=1");

        assertThat(run.out().lines())
                .hasSize(4)
                .allSatisfy(line -> assertThat(line)
                        .endsWith("\"batch\":\"user-login-0@0-49999\",\"events\":25000,\"rejected\":25000}"));
    }

    @Test
    void metricsAndTheirFirstAreSelected() {
        Run run = analyze(logins, "--only=device_usage,logins_per_region", "--top=1");

        assertThat(run.out().lines())
                .extracting(line -> line.replaceAll(".*\"(region|device_type)\":\"(\\w+)\".*", "$2"))
                .containsExactly("RI", "web");
        assertThat(run.err()).contains("insights 2)");
        assertThat(analyze(logins, "--only=peak_hour", "--only=device_usage").out())
                .hasLineCount(3);
    }

    @Test
    void hoursAreThoseOfTheZone() {
        assertThat(analyze(logins, "--zone=+02:00").out()).contains("\"hour\":11,");
        assertThat(analyze(logins, "--zone=Asia/Tokyo", "--format=table").out()).contains("18:00-19:00 Asia/Tokyo");
    }

    @Test
    void aLoginWithoutDeviceTypeIsCountedIfAskedTo() throws IOException {
        Path without = write("without.jsonl", login("RI", 9, "x").replace(",\"device_type\":\"x\"", ""));

        assertThat(analyze(without).err()).startsWith("read 1 = accepted 0 + rejected 1 ");
        assertThat(analyze(without, "--missing-device-type=unknown").out()).contains("\"device_type\":\"unknown\"");
    }

    @Test
    void rejectsAreKept() throws IOException {
        Path rejects = folder.resolve("rejects");

        analyze(logins, logins, "--rejects", rejects);

        assertThat(Files.readAllLines(rejects))
                .hasSize(4)
                .startsWith("{\"topic\":\"user-login\",\"partition\":0,\"offset\":2,\"file\":\"" + logins
                        + "\",\"line\":3,\"message\":\"the value is not JSON\",\"reasons\":[{\"code\":\"not-json\"}],"
                        + "\"value\":\"no JSON\"}");
    }

    @Test
    void strictEndsWithOneIfAnythingWasRejected() throws IOException {
        assertThat(analyze(logins, "--strict").exit()).isEqualTo(1);
        assertThat(analyze(write("sound.jsonl", login("RI", 9, "iOS")), "--strict")
                        .exit())
                .isZero();
    }

    @Test
    void standardInputIsReadForADash() throws IOException {
        input = Files.readAllBytes(logins);

        assertThat(analyze("-").out()).isEqualTo(analyze(logins).out());
    }

    // ---- output that cannot be written

    @Test
    void aReaderThatHasSeenEnoughEndsItQuietly() {
        Run run = analyze(failing("Broken pipe"), logins);

        assertThat(run.exit()).isEqualTo(141);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void anOutputThatCannotBeWrittenIsToldInOneLine() {
        Run run = analyze(failing("No space left on device"), logins);

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.errLines())
                .containsExactly("kafka-fetch: cannot write to standard output: No space left on device;"
                        + " send it somewhere else");
    }

    @Test
    void rejectsThatCannotBeWrittenAreToldInOneLine() {
        Run run = analyze(logins, "--rejects", folder.resolve("missing/rejects"));

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.errLines())
                .containsExactly("kafka-fetch: cannot write to " + folder.resolve("missing/rejects")
                        + ": its folder does not exist; choose another --rejects");
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }

    // ---- wrong usage

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --batch-size=0 | --batch-size=0 cannot be used: expected a whole number from 1 to 1000000, or all
            --batch-size=1000001 | --batch-size=1000001 cannot be used: expected a whole number from 1 to 1000000, or all
            --batch-size=few | --batch-size=few cannot be used: expected a whole number from 1 to 1000000, or all
            --zone=Mars | --zone=Mars cannot be used: expected a time zone such as UTC, Europe/Berlin or +02:00
            --missing-device-type=x | --missing-device-type=x cannot be used: expected dead-letter or unknown
            --format=xml | --format=xml cannot be used: expected table, jsonl, json or csv
            --only=users | --only=users cannot be used: expected one of peak_hour, logins_per_region, device_usage, app_version_usage
            --top=0 | --top=0 cannot be used: expected 1 or more
            --max-line=1023 | --max-line=1023 cannot be used: expected a size from 1KB to 64MB
            --max-line=65MiB | --max-line=65MiB cannot be used: expected a size from 1KB to 64MB
            --max-line=long | --max-line=long cannot be used: expected a size from 1KB to 64MB
            --max-line=999999999g | --max-line=999999999g cannot be used: expected a size from 1KB to 64MB
            --stream=a/b | --stream=a/b cannot be used: expected a name: letters, digits, '.', '_' and '-', at most 249
            --rejects=- | --rejects=- cannot be used: expected a file: standard output holds the insights
            --csv-safe | --csv-safe cannot be used: it needs --format csv
            """, quoteCharacter = '`')
    void aValueThatCannotBeUsedIsToldInOneLine(String option, String message) {
        Run run = analyze(logins, option);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines()).containsExactly("kafka-fetch: " + message);
    }

    @Test
    void rejectsAreNotWrittenOverTheInput() throws IOException {
        byte[] before = Files.readAllBytes(logins);
        Path link = Files.createSymbolicLink(folder.resolve("link"), logins);

        Run run = analyze(logins, "--rejects", link);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.errLines())
                .containsExactly("kafka-fetch: --rejects=" + link
                        + " cannot be used: expected a file that is not an input: it is overwritten");
        assertThat(Files.readAllBytes(logins)).isEqualTo(before);
    }

    @Test
    void standardInputIsNotReadTwice() {
        assertThat(analyze("-", "-").errLines())
                .containsExactly("kafka-fetch: standard input (-) can be read only once");
        assertThat(analyze("-", "-").exit()).isEqualTo(2);
    }

    @Test
    void withoutAFileItIsWrongUsage() {
        Run run = analyze();

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("FILE");
    }

    // ---- in a process of its own

    @Test
    void neitherTheFrameworkNorALogIsStarted() throws Exception {
        Path classes = folder.resolve("classes");
        ProcessBuilder builder = ChildJvm.builder(Map.of("LC_ALL", "C"), Main.class, "analyze", logins.toString());
        builder.command().add(1, "-Xlog:class+load:file=" + classes);
        Process process = builder.redirectError(folder.resolve("err").toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readString(folder.resolve("out")))
                .isEqualTo(analyze(logins).out());
        assertThat(Files.readString(folder.resolve("err")))
                .isEqualTo(analyze(logins).err());
        assertThat(Files.readString(classes))
                .contains("io.kafkafetch.adapters.report.Report ")
                .doesNotContain("DefaultApplicationContext", "ch.qos.logback", "org.apache.kafka", "io.netty");
    }
}
