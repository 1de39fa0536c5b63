package io.kafkafetch.adapters.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FailedTriesTest {

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void wrongTokensAreTooManyAfterAFewUntilTimePasses() {
        FailedTries tries = new FailedTries(nanos::get);
        for (int i = 0; i < 5; i++) {
            assertThat(tries.isTooMany("192.0.2.1")).isFalse();
        }
        assertThat(tries.isTooMany("192.0.2.1")).isTrue();
        assertThat(tries.isTooMany("192.0.2.2")).isFalse();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(tries.isTooMany("192.0.2.1")).isFalse();
        assertThat(tries.isTooMany("192.0.2.1")).isTrue();
    }

    @Test
    void aRoleIsKnownByItsText() {
        assertThat(Role.of("view")).contains(Role.VIEW);
        assertThat(Role.of("VIEW")).isEqualTo(Optional.empty());
    }
}
