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
 * A bar with what is done, its rate and, where the sum is known, the time that is left. It appears after half a
 * second, so that what is over by then leaves no trace, and disappears on {@link #close}. One thread reports; another one,
 * the bar's own, draws.
 */
public final class InputProgress implements AutoCloseable {

    private static final Duration APPEARS_AFTER = Duration.ofMillis(500);
    private static final int REDRAW_MILLIS = 200;
    private static final int UNKNOWN = -1;

    private final Terminal terminal;
    private final Measure measure;
    private long total;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private final ScreenLine line;
    private @Nullable ProgressBar bar;

    /** What is measured, in which unit. */
    private enum Measure {
        BYTES("Reading", " MiB", 1 << 20),
        BATCHES("Verifying", " batches", 1);

        private final String task;
        private final String unit;
        private final long size;

        Measure(String task, String unit, long size) {
            this.task = task;
            this.unit = unit;
            this.size = size;
        }
    }

    private InputProgress(PrintStream out, Terminal terminal, Measure measure, long total, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.measure = measure;
        this.total = total;
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
        return new InputProgress(System.err, terminal, Measure.BYTES, totalBytes, System::nanoTime);
    }

    /** The same of batches, whose sum is known later. */
    public static InputProgress ofBatches(Terminal terminal) {
        return new InputProgress(System.err, terminal, Measure.BATCHES, UNKNOWN, System::nanoTime);
    }

    /** Progress that is not shown. */
    public static InputProgress hidden() {
        return onStandardError(new Terminal(false, 1, false, false), UNKNOWN);
    }

    static InputProgress on(PrintStream out, Terminal terminal, long totalBytes, LongSupplier nanoTime) {
        return new InputProgress(out, terminal, Measure.BYTES, totalBytes, nanoTime);
    }

    /** So many are read by now, of all inputs together. */
    public void read(long done) {
        if (bar == null && terminal.live() && nanoTime.getAsLong() - startNanos > APPEARS_AFTER.toNanos()) {
            bar = begin();
            bar.stepTo(done);
            bar.refresh();
        } else if (bar != null) {
            bar.stepTo(done);
        }
    }

    /** So many are done by now, of so many; heeded before the bar appears. */
    public void read(long done, long all) {
        total = all;
        read(done);
    }

    /** Lets this print whole lines to the terminal; the bar appears below them again. */
    public void print(Runnable lines) {
        synchronized (line) {
            if (bar != null) {
                line.clear();
            }
            lines.run();
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
                .setTaskName(measure.task)
                .setInitialMax(total < 0 ? UNKNOWN : total)
                .setUnit(measure.unit, measure.size)
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
            synchronized (this) {
                out.print("\r" + bar);
                out.flush();
            }
        }

        @Override
        public void close() {}
    }
}
