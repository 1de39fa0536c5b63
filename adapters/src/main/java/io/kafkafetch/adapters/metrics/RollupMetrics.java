package io.kafkafetch.adapters.metrics;

import io.kafkafetch.application.rollup.RollupView;
import io.kafkafetch.application.rollup.Standing;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.rollup.Resolution;
import io.kafkafetch.domain.rollup.WindowTotal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.function.ToLongFunction;

/**
 * Totals over all partitions, equal in every instance. Not a number until they are read. Thread-safe.
 */
public final class RollupMetrics {

    private static final long MINUTE = 60;

    private final RollupView view;
    private final HourOfDay clock;
    private final InstantSource now;

    /** @param clock that days are read from */
    public RollupMetrics(MeterRegistry registry, RollupView view, HourOfDay clock, InstantSource now) {
        this.view = view;
        this.clock = clock;
        this.now = now;
        gauge(registry, "login.rollup.logins", "Logins in the totals over all partitions", Standing::counted);
        gauge(
                registry,
                "login.rollup.replayed",
                "Logins that came once more, as after offsets were set back, and count once",
                Standing::replayed);
        gauge(
                registry,
                "login.rollup.missing",
                "Logins that no tally brought: they are in insights, and in no total",
                Standing::missing);
        window(registry, "5m", 5 * MINUTE);
        window(registry, "1h", 60 * MINUTE);
        Gauge.builder("login.logins.window", this, RollupMetrics::today)
                .description("Logins by the time they happened at, in a window that ends now")
                .tag("window", "today")
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToLongFunction<Standing> value) {
        Gauge.builder(
                        name,
                        this,
                        metrics -> metrics.view
                                .whole()
                                .map(whole -> (double) value.applyAsLong(whole.standing()))
                                .orElse(Double.NaN))
                .description(description)
                .register(registry);
    }

    private void window(MeterRegistry registry, String window, long seconds) {
        Gauge.builder("login.logins.window", this, metrics -> metrics.latest(seconds))
                .description("Logins by the time they happened at, in a window that ends now")
                .tag("window", window)
                .register(registry);
    }

    /** Of whole minutes, the one that runs being the last. */
    private double latest(long seconds) {
        long second = now.instant().getEpochSecond();
        long end = second - Math.floorMod(second, MINUTE) + MINUTE;
        return logins(Resolution.MINUTE, end - seconds, end);
    }

    private double today() {
        long start = clock.startOfDay(now.instant().getEpochSecond());
        return logins(Resolution.DAY, start, start + 1);
    }

    private double logins(Resolution resolution, long from, long to) {
        if (view.whole().isEmpty()) {
            return Double.NaN;
        }
        return view.between(resolution, from, to).values().stream()
                .map(WindowTotal::tally)
                .mapToLong(tally -> tally.logins())
                .sum();
    }
}
