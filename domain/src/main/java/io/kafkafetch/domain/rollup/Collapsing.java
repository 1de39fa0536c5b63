package io.kafkafetch.domain.rollup;

import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.users.UserKey;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the window that a moment is counted in, and keeps as many as the {@link Detail} says: a window that is not among
 * the newest any more is counted in the next coarser one. Not thread-safe.
 */
final class Collapsing {

    private final HourOfDay clock;
    private final Detail detail;
    private final @Nullable UserKey key;
    private final Map<Resolution, NavigableMap<Long, WindowCounter>> kept = new EnumMap<>(Resolution.class);
    private final WindowCounter older;

    /** Nothing is counted. */
    Collapsing(HourOfDay clock, ByTime asked) {
        this.clock = clock;
        this.detail = asked.detail();
        this.key = asked.users().orElse(null);
        this.older = new WindowCounter(detail.names(), key);
    }

    /** Where logins of this moment are counted, until this is asked for another moment. */
    WindowCounter at(long epochSecond) {
        return at(Resolution.MINUTE, epochSecond);
    }

    /** Where logins that were counted in this window are counted from now on, until this is asked again. */
    WindowCounter at(Window window) {
        return at(window.resolution(), window.start());
    }

    private WindowCounter at(Resolution resolution, long epochSecond) {
        long start = resolution.start(clock, epochSecond);
        NavigableMap<Long, WindowCounter> windows = windows(resolution);
        WindowCounter found = windows.get(start);
        if (found != null) {
            return found;
        }
        int most = detail.most(resolution);
        if (windows.size() >= most && (most == 0 || start < windows.firstKey())) {
            return atCoarser(resolution, epochSecond);
        }
        WindowCounter added = new WindowCounter(detail.names(), key);
        windows.put(start, added);
        if (windows.size() > most) {
            Map.Entry<Long, WindowCounter> oldest = windows.pollFirstEntry();
            atCoarser(resolution, oldest.getKey()).add(oldest.getValue());
        }
        return added;
    }

    private WindowCounter atCoarser(Resolution resolution, long epochSecond) {
        Optional<Resolution> coarser = resolution.coarser();
        return coarser.isPresent() ? at(coarser.get(), epochSecond) : older;
    }

    private NavigableMap<Long, WindowCounter> windows(Resolution resolution) {
        return kept.computeIfAbsent(resolution, none -> new TreeMap<>());
    }

    Timeline timeline() {
        TreeMap<Window, WindowTally> windows = new TreeMap<>();
        kept.forEach((resolution, ofResolution) ->
                ofResolution.forEach((start, counter) -> windows.put(new Window(resolution, start), counter.tally())));
        return new Timeline(clock, detail, windows, older.tally());
    }

    /** Counts what is older than all windows. */
    WindowCounter older() {
        return older;
    }
}
