package io.kafkafetch.adapters.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.users.SecretUserKey;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.rollup.Reach;
import io.kafkafetch.application.rollup.RollupView;
import io.kafkafetch.application.rollup.Standing;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.rollup.ByTime;
import io.kafkafetch.domain.rollup.Detail;
import io.kafkafetch.domain.rollup.Resolution;
import io.kafkafetch.domain.rollup.Rollup;
import io.kafkafetch.domain.rollup.TimelineCounter;
import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.users.UserKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RollupMetricsTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:34:56Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RollupView view = new RollupView();

    private double value(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    @Test
    void allIsUnknownUntilItIsRead() {
        new RollupMetrics(registry, view, HourOfDay.UTC, () -> NOW);

        assertThat(value("login.rollup.logins")).isNaN();
        assertThat(value("login.rollup.missing")).isNaN();
        assertThat(value("login.logins.window", "window", "5m")).isNaN();
        assertThat(value("login.logins.window", "window", "today")).isNaN();
        assertThat(value("login.unique.users", "window", "today")).isNaN();
    }

    @Test
    void theWindowsEndNow() {
        show(Optional.of(SecretUserKey.of("a key of the tests")));

        assertThat(value("login.logins.window", "window", "5m")).isEqualTo(2);
        assertThat(value("login.logins.window", "window", "1h")).isEqualTo(4);
        assertThat(value("login.logins.window", "window", "today")).isEqualTo(6);
        assertThat(value("login.unique.users", "window", "5m")).isEqualTo(1);
        assertThat(value("login.unique.users", "window", "1h")).isEqualTo(2);
        assertThat(value("login.unique.users", "window", "today")).isEqualTo(3);
        assertThat(value("login.rollup.logins")).isEqualTo(7);
        assertThat(value("login.rollup.replayed")).isEqualTo(3);
        assertThat(value("login.rollup.missing")).isEqualTo(2);
    }

    @Test
    void withoutAKeyThereAreNoUsers() {
        show(Optional.empty());

        assertThat(value("login.logins.window", "window", "5m")).isEqualTo(2);
        assertThat(value("login.unique.users", "window", "5m")).isNaN();
    }

    private void show(Optional<UserKey> key) {
        new RollupMetrics(registry, view, HourOfDay.UTC, () -> NOW);
        Rollup rollup = new Rollup(HourOfDay.UTC, new Detail(100, 100, 100, 10));
        TimelineCounter logins = new TimelineCounter(HourOfDay.UTC, new ByTime(new Detail(100, 100, 100, 10), key));
        for (String time : new String[] {
            "2026-11-30T12:34:00Z", "2026-11-30T12:30:00Z", // of five minutes
            "2026-11-30T12:29:59Z", "2026-11-30T11:35:00Z", // of an hour
            "2026-11-30T11:34:59Z", "2026-11-30T00:00:00Z", // of today
            "2026-11-29T23:59:59Z"
        }) {
            Instant at = Instant.parse(time);
            logins.count(new LoginEvent("2.3", "RI", at.getEpochSecond(), "iOS", 1 + at.getEpochSecond() / 3_600));
        }
        rollup.add(logins.timeline(), Long.MAX_VALUE);
        for (Resolution resolution : Resolution.values()) {
            rollup.of(resolution)
                    .forEach((start, total) -> view.window(new Window(resolution, start), Optional.of(total)));
        }
        Reach reach = new Reach("", 7, 9, 7);
        view.all(
                new Standing(Optional.of(NOW), Map.of(new Partition("user-login", 0), reach), Map.of(), 0, 0, 3, 2),
                rollup.all());
        view.loaded();
    }
}
