package io.kafkafetch.bootstrap.analyze;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.console.WindowTable;
import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.adapters.json.WindowRecord;
import io.kafkafetch.adapters.report.WindowPrinter;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.rollup.Detail;
import io.kafkafetch.domain.rollup.Resolution;
import io.kafkafetch.domain.rollup.Timeline;
import io.kafkafetch.domain.rollup.TimelineCounter;
import io.kafkafetch.domain.rollup.Window;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The logins of a run by the time they happened at. Its memory has a bound. Not thread-safe. */
final class Windows {

    /** Most windows of the resolution that was asked for: a week of minutes, more than a year of hours. */
    static final String KEPT = "10,080 minutes, 10,080 hours or 36,600 days";

    private static final int MANY = 10_080;
    private static final int DAYS_OF_A_CENTURY = 36_600;
    private static final int NAMES = 100;

    private final AnalyzeSettings settings;
    private final Resolution by;
    private final TimelineCounter counter;

    /** No login yet. */
    Windows(AnalyzeSettings settings, Resolution by) {
        this.settings = settings;
        this.by = by;
        this.counter = new TimelineCounter(settings.hourOfDay(), settings.asked(detail(by)));
    }

    private static Detail detail(Resolution by) {
        return switch (by) {
            case MINUTE -> new Detail(MANY, MANY, DAYS_OF_A_CENTURY, NAMES);
            case HOUR -> new Detail(0, MANY, DAYS_OF_A_CENTURY, NAMES);
            case DAY -> new Detail(0, 0, DAYS_OF_A_CENTURY, NAMES);
        };
    }

    /** Counts this login. */
    void count(LoginEvent login) {
        counter.count(login);
    }

    /** Prints all windows that hold a login, the oldest first. */
    void print(OutputStream out, Terminal terminal) throws IOException {
        ZoneId zone = settings.hourOfDay().zone();
        List<WindowRecord> windows = inOrder(counter.timeline());
        switch (settings.format()) {
            case TABLE -> {
                for (String line : new WindowTable(zone, by).lines(windows, terminal)) {
                    out.write((line + System.lineSeparator()).getBytes(UTF_8));
                }
                out.write(System.lineSeparator().getBytes(UTF_8)); // before the balance, wherever that goes
            }
            case JSONL -> WindowPrinter.jsonLines(windows, zone, out);
            case JSON -> WindowPrinter.jsonArray(windows, zone, out);
            case CSV -> WindowPrinter.csv(windows, settings.csvSafe(), out);
        }
    }

    private List<WindowRecord> inOrder(Timeline timeline) {
        List<WindowRecord> windows = new ArrayList<>();
        if (timeline.older().logins() > 0) {
            windows.add(settings.shown(Optional.empty(), timeline.older()));
        }
        timeline.windows().entrySet().stream()
                .sorted(Comparator.comparing(
                        Map.Entry::getKey,
                        Comparator.comparingLong(Window::start).thenComparing(Comparator.reverseOrder())))
                .forEach(entry -> windows.add(settings.shown(Optional.of(entry.getKey()), entry.getValue())));
        return windows;
    }
}
