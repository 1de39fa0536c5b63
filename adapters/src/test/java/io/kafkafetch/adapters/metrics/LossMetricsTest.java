package io.kafkafetch.adapters.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.progress.Losses.Cause;
import io.kafkafetch.application.progress.Losses.Loss;
import io.kafkafetch.application.record.Partition;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LossMetricsTest {

    private static final Partition LOGINS = new Partition("logins", 0);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LossMetrics metrics = new LossMetrics(registry);

    @Test
    void aLossIsCountedByItsCauseWithItsRecords() {
        metrics.lost(new Loss(LOGINS, Cause.DELETED, OptionalLong.of(523)));
        metrics.lost(new Loss(LOGINS, Cause.DELETED, OptionalLong.of(2)));

        assertThat(counter("login.losses", Cause.DELETED)).isEqualTo(2);
        assertThat(counter("login.records.lost", Cause.DELETED)).isEqualTo(525);
        assertThat(counter("login.losses", Cause.RECREATED)).isZero();
    }

    @Test
    void aLossOfAnUnknownNumberIsALossAllTheSame() {
        metrics.lost(new Loss(LOGINS, Cause.ROTATED_AWAY, OptionalLong.empty()));

        assertThat(counter("login.losses", Cause.ROTATED_AWAY)).isEqualTo(1);
        assertThat(counter("login.records.lost", Cause.ROTATED_AWAY)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aSeriesIsThereBeforeItsFirstLoss(Cause cause) {
        assertThat(counter("login.losses", cause)).isZero();
        assertThat(counter("login.records.lost", cause)).isZero();
    }

    private double counter(String name, Cause cause) {
        return registry.get(name)
                .tag("cause", cause.name().toLowerCase(Locale.ROOT))
                .counter()
                .count();
    }
}
