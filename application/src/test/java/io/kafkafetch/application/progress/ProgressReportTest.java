package io.kafkafetch.application.progress;

import static io.kafkafetch.application.batch.Deliveries.LOGINS_0;
import static io.kafkafetch.application.batch.Deliveries.LOGINS_1;
import static io.kafkafetch.application.batch.Deliveries.hours;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import io.kafkafetch.domain.insight.HourCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressReportTest {

    private static final Instant NOW = Instant.parse("2026-11-25T11:00:00Z");
    private static final PartitionProgress BEHIND =
            new PartitionProgress(LOGINS_0, 100, OptionalLong.of(150), Optional.of(Duration.ofSeconds(3)), hours(9, 9));
    private static final PartitionProgress UP_TO_DATE =
            new PartitionProgress(LOGINS_1, 40, OptionalLong.of(40), Optional.of(Duration.ZERO), hours(9, 17));
    private static final PartitionProgress UNKNOWN =
            new PartitionProgress(LOGINS_1, 40, OptionalLong.empty(), Optional.empty(), HourCounts.EMPTY);

    @Test
    void lagIsAddedUpAndTheOldestRecordCounts() {
        ProgressReport report = new ProgressReport(NOW, List.of(BEHIND, UP_TO_DATE));

        assertThat(report.lag()).hasValue(50);
        assertThat(report.behind()).contains(Duration.ofSeconds(3));
        assertThat(report.running()).isEqualTo(hours(9, 9, 9, 17));
    }

    @Test
    void whatIsUnknownOfOnePartitionIsUnknownOfAll() {
        ProgressReport report = new ProgressReport(NOW, List.of(BEHIND, UNKNOWN));

        assertThat(report.lag()).isEmpty();
        assertThat(report.behind()).isEmpty();
    }

    @Test
    void withoutAPartitionNothingIsBehind() {
        ProgressReport report = new ProgressReport(NOW, List.of());

        assertThat(report.lag()).hasValue(0);
        assertThat(report.behind()).contains(Duration.ZERO);
    }

    @Test
    void aPositionBeyondTheEndIsNoNegativeLag() {
        PartitionProgress ahead =
                new PartitionProgress(LOGINS_0, 12, OptionalLong.of(10), Optional.of(Duration.ZERO), HourCounts.EMPTY);

        assertThat(ahead.lag()).hasValue(0);
    }

    @Test
    void twoListenersBothHear() {
        List<String> heard = new ArrayList<>();
        ProgressListener both = listener("a", heard).and(listener("b", heard));

        both.progress(new ProgressReport(NOW, List.of(BEHIND)));
        both.unknown(Fault.of(TroubleCode.CLUSTER_AWAY, "no answer"));

        assertThat(heard).containsExactly("a 50", "b 50", "a no answer", "b no answer");
    }

    private static ProgressListener listener(String name, List<String> heard) {
        return new ProgressListener() {
            @Override
            public void progress(ProgressReport report) {
                heard.add(name + " " + report.lag().orElse(-1));
            }

            @Override
            public void unknown(Fault why) {
                heard.add(name + " " + why.details());
            }
        };
    }
}
