package io.kafkafetch.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.audit.Selection.Batch;
import io.kafkafetch.application.audit.evidence.Manifest;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.rollup.Tally.Counted;
import io.kafkafetch.domain.insight.ChosenMetrics;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SelectionTest {

    private static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");
    private static final Partition PARTITION = new Partition("user-login", 1);

    private static Manifest manifest(int partition, long first, long last) {
        return new Manifest(
                new Partition("user-login", partition),
                "",
                List.of(new Counted(first, last, 1, 0, Trigger.SIZE, OptionalLong.empty())),
                0,
                HourOfDay.UTC,
                MissingDeviceType.DEAD_LETTER,
                "",
                ChosenMetrics.ALL,
                NOW,
                Optional.empty(),
                List.of());
    }

    @Test
    void commitsAreWantedFromAMomentOn() {
        assertThat(since(NOW).wants(manifest(1, 0, 9))).isTrue();
        assertThat(since(NOW.plusMillis(1)).wants(manifest(1, 0, 9))).isFalse();
    }

    private static Selection since(Instant moment) {
        return new Selection(Optional.of(moment), Optional.empty(), Optional.empty(), 1);
    }

    @Test
    void commitsAreWantedFromAnOffsetOfOnePartitionOn() {
        Selection from = new Selection(Optional.empty(), Optional.of(new Origin(PARTITION, 10)), Optional.empty(), 1);
        assertThat(from.wants(manifest(1, 0, 10))).isTrue();
        assertThat(from.wants(manifest(1, 0, 9))).isFalse();
        assertThat(from.wants(manifest(0, 0, 10))).isFalse();
    }

    @Test
    void theCommitOfABatchIsWanted() {
        Selection batch =
                new Selection(Optional.empty(), Optional.empty(), Optional.of(new Batch(PARTITION, 10, 19)), 1);
        assertThat(batch.wants(manifest(1, 0, 99))).isTrue();
        assertThat(batch.wants(manifest(1, 20, 99))).isFalse();
        assertThat(batch.wants(manifest(1, 0, 9))).isFalse();
        assertThat(batch.wants(manifest(0, 0, 99))).isFalse();
    }

    @Test
    void aSampleHasAboutItsShareAndIsTheSameEachTime() {
        Selection tenth = new Selection(Optional.empty(), Optional.empty(), Optional.empty(), 0.1);
        List<Boolean> sampled = LongStream.range(0, 10_000)
                .mapToObj(number -> tenth.samples(manifest(1, number * 50, number * 50 + 49)))
                .toList();
        assertThat(sampled.stream().filter(yes -> yes).count()).isBetween(850L, 1150L);
        assertThat(LongStream.range(0, 10_000)
                        .mapToObj(number -> tenth.samples(manifest(1, number * 50, number * 50 + 49)))
                        .toList())
                .isEqualTo(sampled);
        assertThat(Selection.ALL.samples(manifest(1, 0, 49))).isTrue();
    }
}
