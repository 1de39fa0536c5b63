package io.kafkafetch.adapters.console;

import io.kafkafetch.adapters.console.text.Terminal;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A bar with the bytes read, their rate and, where their sum is known, the time that is left. It appears after half a
 * second, so that what is over by then leaves no trace, and disappears on {@link #close}. One thread reports; another one,
 * the bar's own, draws.
 */
public final class InputProgress implements AutoCloseable {

    private static final Duration APPEARS_AFTER = Duration.ofMillis(500);
    private static final int REDRAW_MILLIS = 200;
    private static final int UNKNOWN = -1;

    private final Terminal terminal;
    private final long totalBytes;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private final ScreenLine line;
    private @Nullable ProgressBar bar;

    private InputProgress(PrintStream out, Terminal terminal, long totalBytes, LongSupplier nanoTime) {

        this.terminal = terminal;
        this.totalBytes = totalBytes;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
        this.line = new ScreenLine(out, terminal.width() - 1);
    }

    /**
     * Progress on this process's standard error, whose terminal this is; nothing is drawn where it is not live.
     *
     * @param totalBytes sum of all inputs, -1 where it is not known
     */
    public static InputProgress onStandardError(Terminal terminal, long totalBytes) {
        return new InputProgress(System.err, terminal, totalBytes, System::nanoTime);
    }

    /** Progress that is not shown. */
    public static InputProgress hidden() {
        return onStandardError(new Terminal(false, 1, false, false), UNKNOWN);
    }

    static InputProgress on(PrintStream out, Terminal terminal, long totalBytes, LongSupplier nanoTime) {
        return new InputProgress(out, terminal, totalBytes, nanoTime);
    }

    /** So many bytes are read by now, of all inputs together. */
    public void read(long bytes) {
        if (bar == null && terminal.live() && nanoTime.getAsLong() - startNanos > APPEARS_AFTER.toNanos()) {
            bar = begin();
            bar.stepTo(bytes);
            bar.refresh();
        } else if (bar != null) {
            bar.stepTo(bytes);
        }
    }

    /** Takes the bar away. Closing again does nothing. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            line.clear(); // the library's own clearing leaves out a bar that is closed before its thread drew it
            bar = null;
        }
    }

    private ProgressBar begin() {
        return new ProgressBarBuilder()
                .setTaskName("Reading")
                .setInitialMax(totalBytes < 0 ? UNKNOWN : totalBytes)
                .setUnit(" MiB", 1 << 20)
                .showSpeed()
                .startsFrom(0, Duration.ofNanos(nanoTime.getAsLong() - startNanos))
                .setStyle(terminal.unicode() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setConsumer(line)
                .build();
    }

    /** One line of the screen, drawn over and over. Not the library's own, which leaves an empty line behind. */
    private record ScreenLine(PrintStream out, int columns) implements ProgressBarConsumer {

        @Override
        public int getMaxRenderedLength() {
            return columns;
        }

        @Override
        public void accept(String bar) {
            out.print("\r" + bar);
            out.flush();
        }

        @Override
        public void close() {}
    }
}
