package io.kafkafetch.application.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.domain.insight.ChosenMetrics;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.Insight.PeakHour;
import io.kafkafetch.domain.insight.Metric;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DeriveInsightsProperties {

    private final ProcessBatch deriveInsights = new DeriveInsights();

    @Property
    void runningHoursAddUpOverAnySequenceOfBatches(
            @ForAll @Size(max = 12) List<@Size(max = 8) List<@IntRange(max = 23) Integer>> batches) {
        Checkpoint checkpoint = Checkpoint.BEGINNING;
        for (List<Integer> hours : batches) {
            LoginBatch batch = Deliveries.batch(checkpoint.position(), ints(hours));

            BatchOutcome outcome = deriveInsights.process(batch, checkpoint.running());

            assertThat(outcome.batch()).isEqualTo(batch);
            assertThat(outcome.checkpoint().position()).isEqualTo(batch.lastOffset() + 1);
            checkpoint = outcome.checkpoint();
        }

        assertThat(checkpoint.running())
                .isEqualTo(Deliveries.hours(
                        ints(batches.stream().flatMap(List::stream).toList())));
    }

    @Property
    void processingIsPure(
            @ForAll @Size(max = 8) List<@IntRange(max = 23) Integer> before,
            @ForAll @Size(max = 8) List<@IntRange(max = 23) Integer> hours) {
        LoginBatch batch = Deliveries.batch(0, ints(hours));
        HourCounts running = Deliveries.hours(ints(before));

        assertThat(deriveInsights.process(batch, running)).isEqualTo(deriveInsights.process(batch, running));
        assertThat(running).isEqualTo(Deliveries.hours(ints(before)));
    }

    @Property
    void thePeakHourCountsThisBatchToo(@ForAll @Size(min = 1, max = 8) List<@IntRange(max = 23) Integer> hours) {
        HourCounts counted = Deliveries.hours(ints(hours));

        BatchOutcome outcome = deriveInsights.process(Deliveries.batch(0, ints(hours)), HourCounts.EMPTY);

        assertThat(outcome.insights())
                .startsWith(counted.peak()
                        .map(peak -> new PeakHour(peak.hour(), peak.logins()))
                        .orElseThrow());
    }

    /** What is published is chosen; what is counted, and where the partition stands, is the same for every choice. */
    @Property
    void aChoiceChangesNothingButWhatIsPublished(
            @ForAll @Size(max = 12) List<@Size(max = 8) List<@IntRange(max = 23) Integer>> batches,
            @ForAll("chosen") ChosenMetrics chosen) {
        HourCounts running = HourCounts.EMPTY;
        for (List<Integer> hours : batches) {
            LoginBatch batch = Deliveries.batch(7, ints(hours));
            BatchOutcome all = deriveInsights.process(batch, running);

            BatchOutcome some = new DeriveInsights(chosen).process(batch, running);

            assertThat(some)
                    .isEqualTo(new BatchOutcome(
                            batch,
                            all.insights().stream()
                                    .filter(insight -> chosen.has(insight.metric()))
                                    .toList(),
                            all.running()));
            assertThat(some.checkpoint()).isEqualTo(all.checkpoint());
            running = some.running();
        }
    }

    @Provide
    Arbitrary<ChosenMetrics> chosen() {
        return Arbitraries.subsetOf(Metric.ALL).map(ChosenMetrics::of);
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
