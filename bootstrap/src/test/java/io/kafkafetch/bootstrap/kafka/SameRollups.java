package io.kafkafetch.bootstrap.kafka;

import io.kafkafetch.adapters.json.StrictJson;
import io.kafkafetch.adapters.json.StrictJson.Members;
import io.kafkafetch.adapters.json.rollup.RollupDecoder;
import io.kafkafetch.adapters.json.rollup.Rules;
import io.kafkafetch.adapters.users.SecretUserKey;
import io.kafkafetch.application.rollup.RollupListener;
import io.kafkafetch.application.rollup.Rollups;
import io.kafkafetch.application.rollup.Standing;
import io.kafkafetch.application.rollup.Tally;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.LoginCounter;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.rollup.Resolution;
import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.rollup.WindowTally;
import io.kafkafetch.domain.rollup.WindowTotal;
import io.kafkafetch.domain.users.UserCounter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is equal in the totals of the same logins, whichever way they came: all of them, and the windows that no commit
 * was too long for; sketches of users included, byte by byte.
 */
record SameRollups(WindowTally all, Map<Window, WindowTally> windows) {

    static final String SECRET = "a key of the tests";

    private static final SecretUserKey KEY = SecretUserKey.of(SECRET);
    private static final List<Resolution> LENGTHS = List.of(Resolution.HOUR, Resolution.DAY);

    /** Without hours where there are so many that a single commit would count some by the day. */
    SameRollups comparable() {
        Map<Window, WindowTally> kept = new HashMap<>(windows);
        long days = kept.keySet().stream()
                .filter(window -> window.resolution() == Resolution.DAY)
                .count();
        if (days > Tally.DETAIL.hours() / 24) {
            kept.keySet().removeIf(window -> window.resolution() == Resolution.HOUR);
        }
        return new SameRollups(all, kept);
    }

    /** As plainly as it can be said. */
    static SameRollups of(List<LoginEvent> logins) {
        Map<Window, List<LoginEvent>> grouped = new HashMap<>();
        for (LoginEvent login : logins) {
            for (Resolution length : LENGTHS) {
                Window window = new Window(length, length.start(HourOfDay.UTC, login.timestamp()));
                grouped.computeIfAbsent(window, none -> new ArrayList<>()).add(login);
            }
        }
        Map<Window, WindowTally> windows = new HashMap<>();
        grouped.forEach((window, its) -> windows.put(window, tally(its)));
        return new SameRollups(tally(logins), windows);
    }

    private static WindowTally tally(List<LoginEvent> logins) {
        LoginCounter counter = new LoginCounter(HourOfDay.UTC);
        UserCounter users = new UserCounter(KEY);
        for (LoginEvent login : logins) {
            counter.count(login);
            users.count(login.user());
        }
        WindowTally tally = WindowTally.of(counter.tally(), Rollups.DETAIL.names());
        return new WindowTally(tally.hours(), tally::by, users.users());
    }

    static SameRollups of(Rollups rollups) {
        Map<Window, WindowTally> windows = new HashMap<>();
        for (Resolution length : LENGTHS) {
            rollups.of(length).forEach((start, total) -> windows.put(new Window(length, start), total.tally()));
        }
        windows.values().removeIf(tally -> tally.logins() == 0); // rejections are of when they were published
        return new SameRollups(rollups.all().tally(), windows);
    }

    /** Those that a folder keeps; none before it does. */
    static Optional<Rollups> in(Path folder) throws IOException {
        Path file = folder.resolve("rollups.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Members members = StrictJson.read(Files.readAllBytes(file));
        RollupDecoder decoder = new RollupDecoder(new Rules("", HourOfDay.UTC, MissingDeviceType.DEAD_LETTER));
        Rollups rollups = new Rollups(HourOfDay.UTC);
        RollupListener restoring = new RollupListener() {
            @Override
            public void window(Window window, Optional<WindowTotal> total) {
                rollups.restore(window, total.orElseThrow());
            }

            @Override
            public void all(Standing standing, WindowTotal total) {
                rollups.restore(standing, total);
            }
        };
        decoder.decode(members.object("all"), restoring);
        members.objects("windows").forEach(window -> decoder.decode(window, restoring));
        return Optional.of(rollups);
    }
}
