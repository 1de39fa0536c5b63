package io.kafkafetch.bootstrap.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Files of a feed that has more than logins. */
class AnalyzeMappedTest extends AnalyzeFixture {

    private static String event(String kind, String result) {
        return "{\"eventType\":\"" + kind + "\",\"outcome\":{\"result\":\"" + result
                + "\"},\"actor\":{\"id\":\"00u1\"}," + "\"published\":\"2026-01-05T09:00:00Z\"}\n";
    }

    private static final String LOGIN = event("user.session.start", "SUCCESS");
    private static final String FAILED = event("user.session.start", "FAILURE");
    private static final String OTHER = event("user.session.end", "SUCCESS");

    private Path mixed() throws IOException {
        return write("okta.jsonl", OTHER + LOGIN + OTHER + FAILED + "no JSON\n" + LOGIN + OTHER);
    }

    @Test
    void readIsAcceptedAndRejectedAndSkippedAndTheRulesAreNamed() throws IOException {
        Run run = analyze(mixed(), "--mapping", "okta", "--format", "jsonl");

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines())
                .isNotEmpty()
                .allMatch(line ->
                        line.endsWith("\"batch\":\"user-login-0@0-6\",\"events\":2,\"rejected\":1,\"skipped\":4}"));
        assertThat(run.errLines())
                .contains(
                        "read 7 = accepted 2 + rejected 1 + skipped 4 (batches 1, insights 4)",
                        "skipped by /eventType (3), /outcome/result (1)")
                .noneMatch(line -> line.startsWith("hint"));
    }

    @Test
    void aTableAndAWholeFileShowThemToo() throws IOException {
        assertThat(analyze(mixed(), "--mapping", "okta", "--format", "table").out())
                .contains("  skipped                4  57.14 %");
        assertThat(analyze(mixed(), "--mapping", "okta", "--format", "csv", "--batch-size", "all")
                        .out()
                        .lines())
                .first()
                .asString()
                .endsWith(",rejected,app_version,skipped");
        assertThat(analyze(mixed(), "--mapping", "okta", "--format", "json", "--batch-size", "all")
                        .out())
                .contains("\"rejected\":1,\"skipped\":4}");
        assertThat(analyze(mixed(), "--mapping", "okta", "--format", "csv")
                        .out()
                        .lines())
                .filteredOn(line -> line.startsWith("peak_hour"))
                .singleElement()
                .asString()
                .endsWith(",user-login-0@0-6,2,1,,4");
        assertThat(analyze(mixed(), "--mapping", "okta", "--by", "hour").err())
                .contains("read 7 = accepted 2 + rejected 1 + skipped 4");
    }

    @Test
    void whereAllIsSkippedAHintSaysSoAndItIsNoFailure() throws IOException {
        Run run = analyze(write("ends.jsonl", OTHER.repeat(1_200)), "--mapping", "okta", "--strict");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains(
                        "read 1,200 = accepted 0 + rejected 0 + skipped 1,200",
                        "hint: ",
                        "all of its events were skipped (1,200)");
    }
}
