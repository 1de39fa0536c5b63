package io.kafkafetch.application.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PulseTest {

    private static final Duration BOUND = Duration.ofSeconds(60);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L); // it wraps in the tests
    private final Pulse pulse = new Pulse("lane 0: poll thread", nanos::get);

    private void pass(int seconds) {
        nanos.addAndGet(seconds * 1_000_000_000L);
    }

    @Test
    void beforeItStartsNothingIsExpectedOfIt() {
        pass(3_600);

        assertThat(pulse.trouble(BOUND)).isEmpty();
        assertThat(pulse.activity()).isEqualTo("not started yet");
    }

    @Test
    void oneThatIsAtOneStepForLongerThanTheBoundIsStuckUntilTheNext() {
        pulse.beat("committing");
        pass(60);
        assertThat(pulse.trouble(BOUND)).isEmpty();

        pass(1);
        assertThat(pulse.trouble(BOUND)).contains(Fault.of(TroubleCode.THREAD_STUCK, "stuck for 61 s, committing"));
        assertThat(pulse.since()).isEqualTo(Duration.ofSeconds(61));

        pulse.beat("committing");
        assertThat(pulse.trouble(BOUND)).isEmpty();
    }

    @Test
    void oneThatRestsIsNotStuck() {
        pulse.rest("waiting for the cluster");
        pass(3_600);

        assertThat(pulse.trouble(BOUND)).isEmpty();
    }

    @Test
    void aThreadThatIsNoMoreIsDeadAtOnceThoughItRested() throws Exception {
        Thread thread = Thread.ofPlatform().start(() -> pulse.rest("pausing"));
        thread.join();

        assertThat(pulse.trouble(BOUND)).contains(Fault.of(TroubleCode.THREAD_DEAD, "dead since it was pausing"));
        assertThat(pulse.activity()).isEqualTo("nothing, it is dead");
    }

    @Test
    void oneWhoseWorkIsOverIsDeadWhateverBeatsAfterwards() {
        pulse.beat("polling");
        pulse.end();
        pulse.beat("giving partitions back");

        assertThat(pulse.trouble(BOUND)).isPresent();
    }

    @Test
    void oneThatWasAskedToEndIsNotMissed() throws Exception {
        pulse.stop();
        pulse.end();
        Thread thread = Thread.ofPlatform().start(() -> pulse.beat("giving partitions back"));
        thread.join();
        pass(61);

        assertThat(pulse.trouble(BOUND)).isEmpty();
    }
}
