package io.kafkafetch.adapters.kafka.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** On a line that carries so many bytes a second, with senders that always have more. */
class SendWindowProperties {

    private static final long MOST_BYTES = 16 << 20;

    /** The producer gives a record up after 30 s, an append waits 10 s for its turn. */
    private static final double GIVEN_UP = 10;

    /** A line that takes one append after another. Times are seconds. */
    private static final class Line {
        private final SendWindow window = new SendWindow(MOST_BYTES);
        private final Deque<Sent> queue = new ArrayDeque<>();
        private double bytesPerSecond;
        private double now;
        private long held;
        private long arrived;
        private double longest;

        private record Sent(long bytes, long onTheirWay, double at) {}

        /** Senders hand over as long as they may, and the line carries what is first. */
        void run(double seconds, long appendBytes) {
            double end = now + seconds;
            while (now < end) {
                while (held < window.bytes()) {
                    held += appendBytes;
                    queue.add(new Sent(appendBytes, held, now));
                }
                Sent first = queue.remove();
                now += first.bytes() / bytesPerSecond;
                held -= first.bytes();
                arrived += first.bytes();
                longest = Math.max(longest, now - first.at());
                window.acknowledged(first.onTheirWay(), Duration.ofNanos((long) (1e9 * (now - first.at()))));
            }
        }
    }

    @Property(tries = 300)
    void onAnyLineEverythingArrivesInTimeOnceItIsKnown(
            @ForAll @DoubleRange(min = 40_000, max = 1e9) double bytesPerSecond,
            @ForAll @IntRange(min = 100, max = 60_000) int appendBytes) {
        Line line = new Line();
        line.bytesPerSecond = bytesPerSecond;
        line.run(60, Math.max(appendBytes, (long) (bytesPerSecond / 2_000)));
        line.longest = 0;
        long before = line.arrived;

        line.run(60, Math.max(appendBytes, (long) (bytesPerSecond / 2_000)));

        assertThat(line.longest).isLessThan(GIVEN_UP);
        assertThat(line.arrived - before).isGreaterThan((long) (bytesPerSecond * 55));
        assertThat(line.window.bytes()).isBetween(SendWindow.LEAST_BYTES, MOST_BYTES);
    }

    @Property(tries = 300)
    void aLineThatBecomesSlowAndFastAgainIsFollowed(
            @ForAll @DoubleRange(min = 1e6, max = 1e8) double fast,
            @ForAll @DoubleRange(min = 50_000, max = 1e6) double slow) {
        Line line = new Line();
        line.bytesPerSecond = fast;
        line.run(20, 50_000);
        line.bytesPerSecond = slow;
        // What is on its way when it becomes slow is late whatever the window is.
        line.run(2 * MOST_BYTES / slow, 50_000);
        line.longest = 0;
        line.run(60, 50_000);
        assertThat(line.longest).isLessThan(GIVEN_UP);

        line.bytesPerSecond = fast;
        line.run(20, 50_000);

        assertThat((double) line.window.bytes()).isGreaterThanOrEqualTo(Math.min(MOST_BYTES, fast / 2));
    }

    /** All that was handed over before is late: that is one reason to shrink, not a thousand. */
    @Property
    void whatWasHandedOverBeforeShrinksItOnce(@ForAll @LongRange(min = 1 << 20, max = 16 << 20) long held) {
        SendWindow window = new SendWindow(MOST_BYTES);
        for (int i = 0; i < 1_000; i++) {
            window.failed(held, Duration.ofSeconds(10));
        }

        assertThat(window.bytes()).isEqualTo(Math.min(1 << 20, held / 5));
    }

    @Example
    void itIsNeverSmallerThanAWaitCanTellAndWhatFailsAtOnceChangesNothing() {
        SendWindow window = new SendWindow(MOST_BYTES);
        window.failed(1, Duration.ZERO);
        assertThat(window.bytes()).isEqualTo(1 << 20);

        window.failed(1, Duration.ofSeconds(10));

        assertThat(window.bytes()).isEqualTo(SendWindow.LEAST_BYTES);
    }
}
