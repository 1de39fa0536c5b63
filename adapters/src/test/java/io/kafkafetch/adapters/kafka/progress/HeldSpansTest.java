package io.kafkafetch.adapters.kafka.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.progress.PartitionProgress.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class HeldSpansTest {

    private static final TopicPartition ZERO = new TopicPartition("user-login", 0);
    private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");

    private final HeldSpans held = new HeldSpans();

    @Test
    void whatIsHeldIsAsOldAsTheStableOffsetStandsStill() {
        assertThat(held.look(ZERO, 10, 12, NOW)).contains(new Held(10, 2, Duration.ZERO));
        assertThat(held.look(ZERO, 10, 40, NOW.plusSeconds(9))).contains(new Held(10, 30, Duration.ofSeconds(9)));
        assertThat(held.look(ZERO, 11, 40, NOW.plusSeconds(10)))
                .as("another transaction is open now")
                .contains(new Held(11, 29, Duration.ZERO));
    }

    @Test
    void whatMayBeReadIsNotHeld() {
        held.look(ZERO, 10, 12, NOW);
        assertThat(held.look(ZERO, 12, 12, NOW.plusSeconds(1))).isEmpty();
        assertThat(held.look(ZERO, 13, 12, NOW.plusSeconds(1)))
                .as("asked in turn")
                .isEmpty();
        assertThat(held.look(ZERO, 10, 12, NOW.plusSeconds(2))).contains(new Held(10, 2, Duration.ZERO));
    }

    @Test
    void aClockThatIsSetBackMakesNothingYoungerThanNew() {
        held.look(ZERO, 10, 12, NOW);

        assertThat(held.look(ZERO, 10, 12, NOW.minusSeconds(5))).contains(new Held(10, 2, Duration.ZERO));
    }

    @Test
    void aPartitionThatIsGoneIsForgotten() {
        held.look(ZERO, 10, 12, NOW);
        held.retain(Set.of());

        assertThat(held.look(ZERO, 10, 12, NOW.plusSeconds(9))).contains(new Held(10, 2, Duration.ZERO));
    }
}
