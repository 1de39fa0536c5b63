package io.kafkafetch.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.audit.evidence.Manifest;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.rollup.Tally.Counted;
import io.kafkafetch.domain.insight.ChosenMetrics;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ScopeTest {

    private static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(1);

    private static Scope scope(Instant insightsSince, Instant lettersSince) {
        return new Scope(Map.of(), Map.of(), manifest -> true, insightsSince, lettersSince, "");
    }

    private static Manifest manifest(ChosenMetrics insights) {
        return new Manifest(
                new Partition("user-login", 0),
                "",
                List.of(new Counted(0, 9, 10, 0, Trigger.SIZE, OptionalLong.empty())),
                0,
                HourOfDay.UTC,
                MissingDeviceType.DEAD_LETTER,
                "",
                insights,
                NOW,
                Optional.empty(),
                List.of());
    }

    @Test
    void aCommitIsKeptFromTheMomentOnSinceWhichInsightsAndDeadLettersAre() {
        assertThat(scope(NOW, NOW).isKept(manifest(ChosenMetrics.ALL))).isTrue();
        assertThat(scope(LATER, NOW).isKept(manifest(ChosenMetrics.ALL))).isFalse();
        assertThat(scope(NOW, LATER).isKept(manifest(ChosenMetrics.ALL))).isFalse();
    }

    /** Else nobody would look at the dead letters of a service whose last insight has expired. */
    @Test
    void aCommitWithoutInsightsIsKeptAsLongAsItsDeadLettersAre() {
        assertThat(scope(LATER, NOW).isKept(manifest(ChosenMetrics.NONE))).isTrue();
        assertThat(scope(NOW, LATER).isKept(manifest(ChosenMetrics.NONE))).isFalse();
    }
}
