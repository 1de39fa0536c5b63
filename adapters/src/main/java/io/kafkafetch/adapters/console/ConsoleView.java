package io.kafkafetch.adapters.console;

import io.kafkafetch.adapters.console.text.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows snapshots as they come: on a terminal one view, redrawn in place at most five times a second; elsewhere a plain
 * line every five seconds. Snapshots that come sooner are held back, and the last one is shown on {@link #close()}. A
 * window that changes its size is noticed within a second and drawn on from its top. Thread-safe.
 */
public final class ConsoleView implements AutoCloseable {

    private static final Duration REDRAW = Duration.ofMillis(200);
    private static final Duration LOOK_AT_SIZE = Duration.ofSeconds(1);

    /** Whoever shows nothing for so long was stopped (Ctrl-Z): where the frame was, there is a shell's text now. */
    private static final Duration STOPPED = Duration.ofSeconds(3);

    private static final Duration PLAIN_LINE = Duration.ofSeconds(5);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private static final String ESC = "\u001b[";

    /**
     * Around each frame, so that a stop or a kill leaves a terminal in order: no cursor, and no wrapping, since a window
     * narrower than the frame must cut lines off, or the next frame is misplaced.
     */
    private static final String BEGIN = ESC + "?25l" + ESC + "?7l";

    private static final String END = ESC + "?7h" + ESC + "?25h";
    private static final String CLEAR = ESC + "H" + ESC + "2J";
    private static final String ERASE_LINE_END = ESC + "K";
    private static final String ERASE_BELOW = ESC + "J";

    private final PrintStream out;
    private final Terminal terminal;
    private final Supplier<Optional<Terminal.Size>> sizes;
    private final Clock clock;
    private Terminal.Size size;
    private Instant sizedAt = Instant.MIN;
    private Instant shownAt = Instant.MIN;
    private Instant askedAt = Instant.MIN;
    private @Nullable Snapshot heldBack;
    private List<String> frame = List.of();
    private boolean closed;

    /**
     * A view that has not shown anything yet.
     *
     * @param sizes the window's size, asked for once a second; empty where it is not known
     * @param clock for the pace, and for the time of day in plain lines
     */
    ConsoleView(PrintStream out, Terminal terminal, Supplier<Optional<Terminal.Size>> sizes, Clock clock) {
        this.out = out;
        this.terminal = terminal;
        this.sizes = sizes;
        this.clock = clock;
        this.size = new Terminal.Size(terminal.width(), Integer.MAX_VALUE);
    }

    /** A view on this process's standard output, see {@link Terminal#ofThisProcess()}. */
    public static ConsoleView ofThisProcess() {
        return new ConsoleView(
                System.out, Terminal.ofThisProcess(), Terminal::sizeNow, Clock.system(ZoneId.systemDefault()));
    }

    /**
     * A stream whose lines go to another one, but where there is a view on a terminal above it: what is written to the
     * terminal past the view would tear it. Text without a line's end waits for it.
     */
    public PrintStream beside(PrintStream other) {
        return terminal.live() ? new PrintStream(new LinesAbove(this), true, StandardCharsets.UTF_8) : other;
    }

    /** Shows the snapshot, or holds it back until a later one or the end if it comes too soon. Ignored once closed. */
    public synchronized void show(Snapshot snapshot) {
        if (closed) {
            return;
        }
        Instant now = clock.instant();
        if (!askedAt.equals(Instant.MIN) && Duration.between(askedAt, now).compareTo(STOPPED) > 0) {
            frame = List.of();
        }
        askedAt = now;
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
    }

    private Instant nextAt() {
        return shownAt.equals(Instant.MIN) ? shownAt : shownAt.plus(terminal.live() ? REDRAW : PLAIN_LINE);
    }

    /** Lines that belong above the view. */
    private synchronized void above(String text) {
        if (closed) {
            out.print(text);
        } else {
            List<String> before = frame;
            StringBuilder written = new StringBuilder(BEGIN);
            begin(written);
            written.append(ERASE_BELOW).append(END).append(text).append(BEGIN); // a long line wraps
            append(written, before);
            out.print(written.append(END));
        }
        out.flush();
    }

    private void draw(Snapshot snapshot) {
        out.print(terminal.live() ? redraw(snapshot) : plain(snapshot));
        out.flush();
    }

    private String plain(Snapshot snapshot) {
        return LocalTime.now(clock).format(TIME) + "  " + renderer().summary(snapshot) + System.lineSeparator();
    }

    private Renderer renderer() {
        return new Renderer(size.columns(), terminal.colour(), terminal.unicode());
    }

    /** One string, written at once, so that nothing flickers. */
    private String redraw(Snapshot snapshot) {
        StringBuilder written = new StringBuilder(BEGIN);
        if (hasNewSize()) {
            written.append(CLEAR);
            frame = List.of();
        }
        begin(written);
        List<String> lines = renderer().view(snapshot);
        append(written, lines.subList(0, Math.min(lines.size(), Math.max(1, size.rows() - 1))));
        return written.append(ERASE_BELOW).append(END).toString();
    }

    /** To where the frame begins that is on the screen. */
    private void begin(StringBuilder written) {
        if (!frame.isEmpty()) {
            written.append(ESC).append(frame.size()).append('A');
        }
        written.append('\r');
    }

    private void append(StringBuilder written, List<String> lines) {
        lines.forEach(line -> written.append(line).append(ERASE_LINE_END).append("\r\n"));
        frame = lines;
    }

    /** Whether lines are elsewhere by now than where they were written; not so where there are none yet. */
    private boolean hasNewSize() {
        Instant now = clock.instant();
        if (!sizedAt.equals(Instant.MIN) && now.isBefore(sizedAt.plus(LOOK_AT_SIZE)) && !now.isBefore(sizedAt)) {
            return false;
        }
        sizedAt = now;
        Terminal.Size before = size;
        size = sizes.get().orElse(before);
        return !frame.isEmpty() && !size.equals(before);
    }

    /** Gathers bytes up to a line's end. */
    private static final class LinesAbove extends OutputStream {
        private final ConsoleView view;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        private LinesAbove(ConsoleView view) {
            this.view = view;
        }

        @Override
        public synchronized void write(int b) {
            line.write(b);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            line.write(bytes, offset, length);
        }

        @Override
        public synchronized void flush() {
            String text = line.toString(StandardCharsets.UTF_8);
            if (text.endsWith("\n")) {
                line.reset();
                view.above(text);
            }
        }
    }
}
