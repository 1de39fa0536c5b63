package io.kafkafetch.adapters.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.progress.PartitionProgress;
import io.kafkafetch.application.progress.ProgressReport;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import io.kafkafetch.domain.insight.HourCounts;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LagMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private long nanos;
    private final LagMetrics metrics = new LagMetrics(registry, () -> nanos);

    @Test
    void eachPartitionHasItsLagInRecordsAndInSeconds() {
        tell(progress(0, 100, 130, 2_500), progress(1, 7, 7, 0));

        assertThat(series("login.consumer.lag"))
                .containsExactly(Map.entry("logins-0", 30.0), Map.entry("logins-1", 0.0));
        assertThat(series("login.consumer.lag.seconds"))
                .containsExactly(Map.entry("logins-0", 2.5), Map.entry("logins-1", 0.0));
    }

    @Test
    void whatIsHeldIsToldInRecordsAndInSecondsAndNothingIsZero() {
        tell(
                new PartitionProgress(
                        new Partition("logins", 0),
                        100,
                        OptionalLong.of(151),
                        Optional.of(Duration.ZERO),
                        HourCounts.EMPTY,
                        Optional.of(new PartitionProgress.Held(100, 51, Duration.ofMillis(62_500)))),
                progress(1, 7, 7, 0));

        assertThat(series("login.consumer.held.records"))
                .containsExactly(Map.entry("logins-0", 51.0), Map.entry("logins-1", 0.0));
        assertThat(series("login.consumer.held.seconds"))
                .containsExactly(Map.entry("logins-0", 62.5), Map.entry("logins-1", 0.0));
    }

    @Test
    void theLastReportIsTold() {
        tell(progress(0, 100, 130, 2_500));
        tell(progress(0, 120, 130, 1_000));

        assertThat(series("login.consumer.lag")).containsExactly(Map.entry("logins-0", 10.0));
        assertThat(series("login.consumer.lag.seconds")).containsExactly(Map.entry("logins-0", 1.0));
    }

    @Test
    void aPartitionThatIsGoneHasNoSeries() {
        tell(progress(0, 1, 2, 1), progress(1, 1, 2, 1));
        tell(progress(1, 1, 2, 1));

        assertThat(series("login.consumer.lag")).containsOnlyKeys("logins-1");
    }

    @Test
    void whatIsNotKnownIsNotThere() {
        tell(new PartitionProgress(
                new Partition("logins", 0), 5, OptionalLong.empty(), Optional.empty(), HourCounts.EMPTY));
        assertThat(series("login.consumer.lag")).isEmpty();

        tell(new PartitionProgress(
                new Partition("logins", 0), 5, OptionalLong.of(8), Optional.empty(), HourCounts.EMPTY));
        assertThat(series("login.consumer.lag")).containsExactly(Map.entry("logins-0", 3.0));
        assertThat(series("login.consumer.lag.seconds")).isEmpty();
    }

    @Test
    void nothingIsToldWhileTheClusterDoesNotAnswer() {
        tell(progress(0, 1, 2, 1));
        metrics.unknown(Fault.of(TroubleCode.CLUSTER_AWAY));
        assertThat(series("login.consumer.lag")).isEmpty();

        tell(progress(0, 1, 3, 1));
        assertThat(series("login.consumer.lag")).containsExactly(Map.entry("logins-0", 2.0));
    }

    @Test
    void aValueThatNobodyRenewsIsNotToldForLong() {
        tell(progress(0, 1, 2, 1));
        nanos += LagMetrics.GREATEST_AGE.toNanos();
        assertThat(series("login.consumer.lag")).containsExactly(Map.entry("logins-0", 1.0));

        nanos++;
        assertThat(series("login.consumer.lag")).containsExactly(Map.entry("logins-0", Double.NaN));
    }

    @Test
    void thereIsABoundOnPartitions() {
        tell(IntStream.rangeClosed(0, LagMetrics.MAX_PARTITIONS)
                .mapToObj(partition -> progress(partition, 0, 1, 0))
                .toArray(PartitionProgress[]::new));

        assertThat(series("login.consumer.lag")).hasSize(LagMetrics.MAX_PARTITIONS);
    }

    private void tell(PartitionProgress... partitions) {
        metrics.progress(new ProgressReport(Instant.EPOCH, Arrays.asList(partitions)));
    }

    private static PartitionProgress progress(int partition, long position, long end, long behindMillis) {
        return new PartitionProgress(
                new Partition("logins", partition),
                position,
                OptionalLong.of(end),
                Optional.of(Duration.ofMillis(behindMillis)),
                HourCounts.EMPTY);
    }

    private Map<String, Double> series(String name) {
        Map<String, Double> series = new TreeMap<>();
        for (Gauge gauge : registry.find(name).gauges()) {
            series.put(gauge.getId().getTag("topic") + "-" + gauge.getId().getTag("partition"), gauge.value());
        }
        return series;
    }
}
