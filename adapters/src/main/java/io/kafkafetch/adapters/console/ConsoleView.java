package io.kafkafetch.adapters.console;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Shows snapshots as they come: on a terminal one view, redrawn in place at most five times a second; elsewhere a plain
 * line every five seconds. Snapshots that come sooner are held back, and the last one is shown on {@link #close()}, which
 * also gives the terminal its cursor back. Thread-safe.
 */
public final class ConsoleView implements AutoCloseable {

    private static final Duration REDRAW = Duration.ofMillis(200);
    private static final Duration PLAIN_LINE = Duration.ofSeconds(5);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private static final String ESC = "\u001b[";
    /** Without the cursor, and without wrapping: a narrowed window must cut lines off, or the next redraw is misplaced. */
    private static final String ENTER = ESC + "?25l" + ESC + "?7l";

    private static final String LEAVE = ESC + "?7h" + ESC + "?25h";
    private static final String ERASE_LINE_END = ESC + "K";
    private static final String ERASE_BELOW = ESC + "J";

    private final PrintStream out;
    private final Terminal terminal;
    private final Renderer renderer;
    private final Clock clock;
    private Instant shownAt = Instant.MIN;
    private @Nullable Snapshot heldBack;
    private int linesAbove;
    private boolean entered;
    private boolean closed;

    /**
     * A view that has not shown anything yet.
     *
     * @param clock for the pace, and for the time of day in plain lines
     */
    public ConsoleView(PrintStream out, Terminal terminal, Clock clock) {
        this.out = out;
        this.terminal = terminal;
        this.renderer = new Renderer(terminal.width(), terminal.colour(), terminal.unicode());
        this.clock = clock;
    }

    /** A view on this process's standard output, see {@link Terminal#ofThisProcess()}. */
    public static ConsoleView ofThisProcess() {
        return new ConsoleView(System.out, Terminal.ofThisProcess(), Clock.system(ZoneId.systemDefault()));
    }

    /** Shows the snapshot, or holds it back until a later one or the end if it comes too soon. Ignored once closed. */
    public synchronized void show(Snapshot snapshot) {
        if (closed) {
            return;
        }
        Instant now = clock.instant();
        if (now.isBefore(shownAt) || !now.isBefore(nextAt())) {
            shownAt = now;
            heldBack = null;
            draw(snapshot);
        } else {
            heldBack = snapshot;
        }
    }

    /** Shows what was held back and restores the terminal. Closing again does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (heldBack != null) {
            draw(heldBack);
        }
        if (entered) {
            out.print(LEAVE);
            out.flush();
        }
    }

    private Instant nextAt() {
        return shownAt.equals(Instant.MIN) ? shownAt : shownAt.plus(terminal.live() ? REDRAW : PLAIN_LINE);
    }

    private void draw(Snapshot snapshot) {
        out.print(terminal.live() ? redraw(renderer.view(snapshot)) : plain(snapshot));
        out.flush();
    }

    private String plain(Snapshot snapshot) {
        return LocalTime.now(clock).format(TIME) + "  " + renderer.summary(snapshot) + System.lineSeparator();
    }

    /** One string, written at once, so that nothing flickers. */
    private String redraw(List<String> lines) {
        StringBuilder frame = new StringBuilder(entered ? "" : ENTER);
        if (linesAbove > 0) {
            frame.append(ESC).append(linesAbove).append('A');
        }
        frame.append('\r');
        for (String line : lines) {
            frame.append(line).append(ERASE_LINE_END).append("\r\n");
        }
        frame.append(ERASE_BELOW);
        entered = true;
        linesAbove = lines.size();
        return frame.toString();
    }
}
