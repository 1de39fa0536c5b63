package io.kafkafetch.adapters.metrics;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.kafkafetch.application.progress.Losses;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;

/**
 * Counts losses by cause: each as one, and the records of those whose number is known. All series are there from the
 * start, so that an alert sees the first loss. Thread-safe.
 */
public final class LossMetrics implements Losses {

    private final Map<Cause, Counter> losses;
    private final Map<Cause, Counter> records;

    /** Nothing lost yet. */
    public LossMetrics(MeterRegistry registry) {
        this.losses = counters(registry, "login.losses", "Stretches of input that were gone before they could be read");
        this.records = counters(
                registry,
                "login.records.lost",
                "Input records that were gone before they could be read, where their number is known");
    }

    private static Map<Cause, Counter> counters(MeterRegistry registry, String name, String description) {
        return Arrays.stream(Cause.values())
                .collect(toUnmodifiableMap(
                        Function.identity(),
                        cause -> Counter.builder(name)
                                .description(description)
                                .tag("cause", cause.text())
                                .register(registry)));
    }

    @Override
    public void lost(Loss loss) {
        requireNonNull(losses.get(loss.cause())).increment();
        loss.records()
                .ifPresent(lost -> requireNonNull(records.get(loss.cause())).increment((double) lost));
    }
}
