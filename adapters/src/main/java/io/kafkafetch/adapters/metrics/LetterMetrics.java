package io.kafkafetch.adapters.metrics;

import io.kafkafetch.application.letter.census.LetterCensus;
import io.kafkafetch.application.letter.census.LetterCounts;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.ToDoubleFunction;

/**
 * Dead letters that nothing was done with, of the whole topic and so equal in every instance. Not a number while they are not
 * known. Thread-safe.
 */
public final class LetterMetrics {

    private static final double MILLIS_PER_SECOND = 1e3;

    private final LetterCensus census;
    private final InstantSource clock;

    /** @param clock tells how old a letter is */
    public LetterMetrics(MeterRegistry registry, LetterCensus census, InstantSource clock) {
        this.census = census;
        this.clock = clock;
        gauge(
                registry,
                "login.dlq.open",
                "Dead letters that were not replayed, parked or discarded",
                metrics -> metrics.census
                        .counts()
                        .map(counts -> (double) counts.open())
                        .orElse(Double.NaN));
        gauge(
                registry,
                "login.dlq.oldest.open.seconds",
                "Age of the oldest of them, 0 where there is none",
                metrics -> metrics.census.counts().map(metrics::age).orElse(Double.NaN));
        gauge(
                registry,
                "login.dlq.retention.seconds",
                "How long their topic keeps a dead letter; NaN where it keeps all",
                metrics -> metrics.census
                        .retention()
                        .map(kept -> kept.toMillis() / MILLIS_PER_SECOND)
                        .orElse(Double.NaN));
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<LetterMetrics> value) {
        Gauge.builder(name, this, value).description(description).register(registry);
    }

    /** Its topic's clock may be ahead. */
    private double age(LetterCounts counts) {
        Instant now = clock.instant();
        return counts.oldestOpen()
                .map(oldest -> Duration.between(oldest, now))
                .filter(age -> !age.isNegative())
                .map(age -> age.toMillis() / MILLIS_PER_SECOND)
                .orElse(0.0);
    }
}
