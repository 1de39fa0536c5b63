package io.kafkafetch.adapters.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(10), Duration.ofMillis(35));

    private void assertPauses(long millis) throws InterruptedException {
        long start = System.nanoTime();
        backoff.pause();
        assertThat(System.nanoTime() - start)
                .isGreaterThanOrEqualTo(Duration.ofMillis(millis).toNanos());
    }

    @Test
    void pausesDoubleUpToTheGreatest() throws Exception {
        assertPauses(10);
        assertPauses(20);
        assertPauses(35);
        assertPauses(35);
    }

    @Test
    void afterASuccessThePauseIsTheFirstAgain() throws Exception {
        Backoff brief = new Backoff(Duration.ofNanos(1), Duration.ofHours(1));
        long start = System.nanoTime();

        for (int i = 0; i < 34; i++) { // doubled each time, the last would be 8 s
            brief.pause();
            brief.reset();
        }

        assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(5).toNanos());
    }

    @Test
    void anInterruptEndsAPause() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(backoff::pause).isInstanceOf(InterruptedException.class);
    }
}
