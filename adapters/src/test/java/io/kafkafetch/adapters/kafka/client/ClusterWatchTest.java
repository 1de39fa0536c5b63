package io.kafkafetch.adapters.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class ClusterWatchTest {

    private static final int ATTEMPTS = 3;

    private final List<String> heard = new CopyOnWriteArrayList<>();

    /** Each attempt says that nothing has failed so far, and then fails. */
    private void fail(Duration settled) throws InterruptedException {
        CountDownLatch attempts = new CountDownLatch(ATTEMPTS);
        AtomicReference<ClusterWatch> own = new AtomicReference<>();
        try (ClusterWatch watch = new ClusterWatch(
                "cluster-watch-test",
                "what a test reads",
                () -> {
                    own.get().quiet();
                    attempts.countDown();
                    throw new TopicAuthorizationException("user-login");
                },
                fault -> heard.add("failed"),
                () -> heard.add("fine"),
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)),
                settled)) {
            own.set(watch);
            watch.start();
            assertThat(attempts.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void anAttemptThatReadsNothingAndFailsSoonIsNotFineInBetween() throws InterruptedException {
        fail(Duration.ofHours(1));
        assertThat(heard).contains("failed").doesNotContain("fine");
    }

    @Test
    void anAttemptThatReadsNothingIsFineOnceItHasLasted() throws InterruptedException {
        fail(Duration.ZERO);
        assertThat(heard).startsWith("fine", "failed", "fine");
    }
}
