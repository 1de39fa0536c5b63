package io.kafkafetch.bootstrap.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.progress.ProgressReport;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressWatchTest {

    private static final ProgressReport REPORT = new ProgressReport(Instant.EPOCH, List.of());

    private final AtomicLong nanos = new AtomicLong();
    private final ProgressWatch watch = new ProgressWatch(nanos::get);

    @Test
    void atFirstNothingIsKnown() {
        assertThat(watch.trouble()).contains(Fault.of(TroubleCode.PROGRESS_UNKNOWN, "nothing is known yet"));
        assertThat(watch.age()).isEmpty();
    }

    @Test
    void aReportIsKnownForFifteenSeconds() {
        watch.progress(REPORT);
        nanos.addAndGet(15_000_000_000L);
        assertThat(watch.trouble()).isEmpty();

        nanos.addAndGet(1_000_000_000L);
        assertThat(watch.trouble()).contains(Fault.of(TroubleCode.PROGRESS_UNKNOWN, "nothing was heard for 16 s"));
        assertThat(watch.age()).contains(Duration.ofSeconds(16));
    }

    @Test
    void whatIsUnknownIsSoAtOnceUntilTheNextReport() {
        watch.progress(REPORT);
        watch.unknown(Fault.of(TroubleCode.CLUSTER_AWAY, "no answer"));
        assertThat(watch.trouble()).contains(Fault.of(TroubleCode.CLUSTER_AWAY, "no answer"));

        watch.progress(REPORT);
        assertThat(watch.trouble()).isEmpty();
    }
}
