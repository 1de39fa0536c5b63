package io.kafkafetch.adapters.report;

import static io.kafkafetch.adapters.Outcomes.LOGINS_0;
import static io.kafkafetch.adapters.Outcomes.LOGINS_1;
import static io.kafkafetch.adapters.Outcomes.outcome;
import static io.kafkafetch.adapters.Outcomes.rejected;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.OutcomeLedgerContract;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.Frequencies;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.LoginTally;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest extends OutcomeLedgerContract {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream rejects = new ByteArrayOutputStream();
    private final List<ReportedBatch> reported = new ArrayList<>();
    private long committed;
    private final Report report = report(Report.Granularity.BATCH);

    private Report report(Report.Granularity granularity) {
        return new Report(
                InsightPrinter.jsonLines(out),
                Selection.ALL,
                new RejectsPrinter(rejects, partition -> partition.number() == 0 ? "a.jsonl" : "b.jsonl"),
                granularity,
                new Report.Listener() {
                    @Override
                    public void committed(BatchOutcome outcome) {
                        committed++;
                    }

                    @Override
                    public void reported(ReportedBatch batch) {
                        reported.add(batch);
                    }
                });
    }

    @Override
    protected OutcomeLedger ledger() {
        return report;
    }

    @Override
    protected List<String> visibleInsights() {
        return out.toString(UTF_8).lines().toList();
    }

    @Override
    protected List<Origin> visibleDeadLetters() throws IOException {
        List<Origin> origins = new ArrayList<>();
        for (String line : rejects.toString(UTF_8).lines().toList()) {
            Map<String, Object> letter =
                    ObjectMapper.getDefault().readValue(line, Argument.mapOf(String.class, Object.class));
            origins.add(new Origin(
                    new Partition(String.valueOf(letter.get("topic")), number(letter, "partition")),
                    number(letter, "offset")));
        }
        return origins;
    }

    private static int number(Map<String, Object> letter, String field) {
        return Integer.parseInt(String.valueOf(letter.get(field)));
    }

    // ---- rejects

    @Test
    void aRejectNamesItsFileAndLine() {
        report.commit(List.of(rejected(LOGINS_1, 41, HourCounts.EMPTY, "no JSON")));

        assertThat(rejects.toString(UTF_8))
                .isEqualTo("{\"topic\":\"user-login\",\"partition\":1,\"offset\":41,\"file\":\"b.jsonl\",\"line\":42,"
                        + "\"message\":\"the value is not JSON\",\"reasons\":[{\"code\":\"not-json\"}],"
                        + "\"value\":\"no JSON\"}\n");
    }

    // ---- the listener

    @Test
    void theListenerHearsOfEveryOutcomeAndBatch() {
        report.commit(List.of(outcome(LOGINS_0, 0, 9, 9), rejected(LOGINS_0, 2, HourCounts.EMPTY, "a", "b")));

        assertThat(committed).isEqualTo(2);
        assertThat(reported).extracting(ReportedBatch::events).containsExactly(2L, 0L);
        assertThat(reported).extracting(ReportedBatch::rejected).containsExactly(0L, 2L);
    }

    // ---- whole partitions

    @Test
    void aWholePartitionIsReportedAsTheOneBatchItWouldHaveBeen() {
        Report whole = report(Report.Granularity.PARTITION);
        BatchOutcome first = outcome(LOGINS_0, 10, 9, 9);
        BatchOutcome second = rejected(LOGINS_0, 12, first.running(), "a", "b");
        BatchOutcome third = outcome(LOGINS_0, 14, second.running(), 10, 9, 10);
        whole.commit(List.of(first));
        whole.commit(List.of(second, third));
        assertThat(visibleInsights()).isEmpty();

        whole.end(LOGINS_0);

        assertThat(visibleInsights())
                .containsExactly(
                        "{\"metric\":\"peak_hour\",\"hour\":9,\"logins\":3,\"scope\":\"running\","
                                + "\"batch\":\"user-login-0@10-16\",\"events\":5,\"rejected\":2}",
                        "{\"metric\":\"logins_per_region\",\"region\":\"RI\",\"count\":5,\"scope\":\"batch\","
                                + "\"batch\":\"user-login-0@10-16\",\"events\":5,\"rejected\":2}",
                        "{\"metric\":\"device_usage\",\"device_type\":\"iOS\",\"percentage\":100.0,\"count\":5,"
                                + "\"scope\":\"batch\",\"batch\":\"user-login-0@10-16\",\"events\":5,\"rejected\":2}",
                        "{\"metric\":\"app_version_usage\",\"app_version\":\"2.3.0\",\"percentage\":100.0,\"count\":5,"
                                + "\"scope\":\"batch\",\"batch\":\"user-login-0@10-16\",\"events\":5,\"rejected\":2}");
        assertThat(committed).isEqualTo(3);
        assertThat(reported).hasSize(1);
        assertThat(rejects.toString(UTF_8)).as("not held back").hasLineCount(2);
    }

    @Test
    void wholePartitionsStandEachForItself() {
        Report whole = report(Report.Granularity.PARTITION);
        whole.commit(List.of(outcome(LOGINS_0, 0, 9), outcome(LOGINS_1, 0, 10)));

        whole.end(LOGINS_1);
        whole.end(LOGINS_0);

        assertThat(reported).extracting(ReportedBatch::name).containsExactly("user-login-1@0-0", "user-login-0@0-0");
    }

    @Test
    void thereIsNoBatchWhereNothingWasRead() {
        Report whole = report(Report.Granularity.PARTITION);

        whole.end(LOGINS_0);

        assertThat(reported).isEmpty();
        assertThat(visibleInsights()).isEmpty();
    }

    @Test
    void aWholePartitionHasABoundOnNames() {
        Report whole = report(Report.Granularity.PARTITION);
        BatchOutcome most = withRegions(0, WholePartition.MAX_NAMES);
        BatchOutcome oneMore = withRegions(WholePartition.MAX_NAMES, 1);

        whole.commit(List.of(most));

        assertThatThrownBy(() -> whole.commit(List.of(oneMore)))
                .isInstanceOf(TooManyNamesException.class)
                .hasMessageContaining("100,000");
    }

    private static BatchOutcome withRegions(int first, int count) {
        Map<String, Long> regions = new HashMap<>();
        for (int i = first; i < first + count; i++) {
            regions.put("r" + i, 1L);
        }
        long[] hours = new long[HourCounts.HOURS];
        hours[3] = count;
        Frequencies same = new Frequencies(Map.of("same", (long) count));
        LoginTally tally = new LoginTally(
                HourCounts.of(hours), dimension -> dimension == Dimension.REGION ? new Frequencies(regions) : same);
        return new DeriveInsights()
                .process(
                        new LoginBatch(LOGINS_0, first, first + count - 1, Trigger.SIZE, tally, List.of()),
                        HourCounts.EMPTY);
    }

    // ---- what cannot be written

    @Test
    void anOutputThatCannotBeWrittenIsTold() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left");
            }
        };
        Report failing =
                new Report(InsightPrinter.jsonLines(full), Selection.ALL, null, Report.Granularity.BATCH, IGNORED);

        assertThatThrownBy(() -> failing.commit(List.of(outcome(LOGINS_0, 0, 9))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no space left");
    }

    private static final Report.Listener IGNORED = new Report.Listener() {
        @Override
        public void committed(BatchOutcome outcome) {}

        @Override
        public void reported(ReportedBatch batch) {}
    };
}
