package io.kafkafetch.adapters.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.census.LetterCensus;
import io.kafkafetch.application.record.Partition;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LetterMetricsTest {

    private static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");
    private static final LetterId LETTER = new LetterId(new Partition("user-login-dlq", 0), 17);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LetterCensus census = new LetterCensus();
    private final LetterMetrics metrics = new LetterMetrics(registry, census, () -> NOW);

    private double value(String name) {
        assertThat(metrics).as("a gauge holds it weakly").isNotNull();
        return registry.get(name).gauge().value();
    }

    @Test
    void allIsUnknownUntilItIsRead() {
        census.begin();
        census.letter(LETTER, NOW.minusSeconds(90));

        assertThat(value("login.dlq.open")).isNaN();
        assertThat(value("login.dlq.oldest.open.seconds")).isNaN();
        assertThat(value("login.dlq.retention.seconds")).isNaN();
    }

    @Test
    void theOldestOpenLetterHasAnAge() {
        census.begin();
        census.letter(LETTER, NOW.minusSeconds(90));
        census.kept(Optional.of(Duration.ofDays(7)));
        census.known();

        assertThat(value("login.dlq.open")).isEqualTo(1);
        assertThat(value("login.dlq.oldest.open.seconds")).isEqualTo(90);
        assertThat(value("login.dlq.retention.seconds")).isEqualTo(604_800);

        census.mark(LETTER, LetterState.REPLAYED);
        assertThat(value("login.dlq.open")).isZero();
        assertThat(value("login.dlq.oldest.open.seconds")).isZero();
    }

    @Test
    void aLetterOfATopicWhoseClockIsAheadHasNoAgeYet() {
        census.begin();
        census.letter(LETTER, NOW.plusSeconds(90));
        census.known();

        assertThat(value("login.dlq.oldest.open.seconds")).isZero();
    }
}
