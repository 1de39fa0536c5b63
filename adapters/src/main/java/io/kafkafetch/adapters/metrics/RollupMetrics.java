package io.kafkafetch.adapters.metrics;

import io.kafkafetch.application.rollup.RollupView;
import io.kafkafetch.application.rollup.RollupView.Whole;
import io.kafkafetch.application.rollup.Standing;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.rollup.Resolution;
import io.kafkafetch.domain.rollup.WindowTally;
import io.kafkafetch.domain.rollup.WindowTotal;
import io.kafkafetch.domain.users.UserCounter;
import io.kafkafetch.domain.users.UserSketch;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

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
        window(registry, "5m", () -> latest(5 * MINUTE));
        window(registry, "1h", () -> latest(60 * MINUTE));
        window(registry, "today", this::today);
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

    private void window(MeterRegistry registry, String window, Supplier<Stream<WindowTally>> tallies) {
        Gauge.builder("login.logins.window", this, metrics -> metrics.logins(tallies.get()))
                .description("Logins by the time they happened at, in a window that ends now")
                .tag("window", window)
                .register(registry);
        Gauge.builder("login.unique.users", this, metrics -> metrics.users(tallies.get()))
                .description("Different users of these logins, about")
                .tag("window", window)
                .register(registry);
    }

    /** Of whole minutes, the one that runs being the last. */
    private Stream<WindowTally> latest(long seconds) {
        long second = now.instant().getEpochSecond();
        long end = second - Math.floorMod(second, MINUTE) + MINUTE;
        return tallies(Resolution.MINUTE, end - seconds, end);
    }

    private Stream<WindowTally> today() {
        long start = clock.startOfDay(now.instant().getEpochSecond());
        return tallies(Resolution.DAY, start, start + 1);
    }

    private Stream<WindowTally> tallies(Resolution resolution, long from, long to) {
        return view.between(resolution, from, to).values().stream().map(WindowTotal::tally);
    }

    private double logins(Stream<WindowTally> tallies) {
        return view.whole().isEmpty()
                ? Double.NaN
                : tallies.mapToLong(WindowTally::logins).sum();
    }

    /** Not a number where users are not asked for. */
    private double users(Stream<WindowTally> tallies) {
        Optional<Whole> whole = view.whole();
        if (whole.isEmpty() || whole.get().all().tally().users().sketch().isEmpty()) {
            return Double.NaN;
        }
        UserCounter counter = new UserCounter(null);
        tallies.forEach(tally -> counter.add(tally.users()));
        return counter.users().sketch().map(UserSketch::estimate).orElse(0L);
    }
}
