package io.kafkafetch.adapters.http.logins.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.http.logins.admission.BodyBounds;
import io.kafkafetch.adapters.http.logins.admission.HttpSettings;
import io.kafkafetch.adapters.http.logins.fault.Fault;
import io.kafkafetch.adapters.http.logins.fault.Refusal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdempotencyWindowTest {

    private static final Progress TWO = new Progress(2, new byte[] {1}, true);

    private final AtomicLong nanos = new AtomicLong();
    private final IdempotencyWindow window = new IdempotencyWindow(
            new HttpSettings(
                    1_024,
                    2_048,
                    2_048,
                    2_048,
                    1,
                    1,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    3,
                    Duration.ofMinutes(10),
                    BodyBounds.DEFAULT),
            nanos::get);

    @Test
    void aKeyInUseCannotBeClaimed() {
        window.claim("a");

        assertThatThrownBy(() -> window.claim("a"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.fault()).isEqualTo(Fault.KEY_IN_USE));
    }

    @Test
    void aSettledKeyIsRemembered() {
        use("a", TWO);

        assertThat(window.claim("a")).isSameAs(TWO);
    }

    @Test
    void aKeyOfWhichNothingIsDurableIsForgotten() {
        use("a", Progress.NONE);

        assertThat(window.size()).isZero();
    }

    @Test
    void theKeyThatWasNotUsedForLongestIsForgottenFirst() {
        use("a", TWO);
        use("b", TWO);
        use("c", TWO);
        use("a", TWO);

        use("d", TWO);

        assertThat(window.size()).isEqualTo(3);
        assertThat(window.claim("a")).isSameAs(TWO);
        assertThat(window.claim("b")).isSameAs(Progress.NONE);
    }

    @Test
    void aKeyIsForgottenAtItsTimeAndNoSooner() {
        use("a", TWO);
        nanos.addAndGet(Duration.ofMinutes(10).toNanos() - 1);
        use("b", TWO);

        nanos.incrementAndGet();

        assertThat(window.claim("a")).isSameAs(Progress.NONE);
        assertThat(window.claim("b")).isSameAs(TWO);
    }

    @Test
    void aKeyInUseIsNotForgotten() {
        window.claim("a");
        nanos.addAndGet(Duration.ofDays(1).toNanos());
        use("b", TWO);

        assertThatThrownBy(() -> window.claim("a")).isInstanceOf(Refusal.class);
    }

    private void use(String key, Progress progress) {
        window.claim(key);
        window.settle(key, progress);
    }
}
