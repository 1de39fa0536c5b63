package io.kafkafetch.adapters.file.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DecodeAheadTest {

    private static final Partition PARTITION = new Partition("f", 3);
    private static final int MAX_LINE = 1 << 20;

    private final LineDecoder decoder = new LineDecoder(MissingDeviceType.DEAD_LETTER);

    @Test
    void allLinesComeInTheirOrderInMoreBlocksThanAreAhead() throws IOException {
        int lines = 100_000;
        InputStream input = bytes("x".repeat(20) + "\n", lines);
        List<Delivery> all = new ArrayList<>();
        int blocks = 0;

        try (DecodeAhead ahead = ahead(waiting -> LineReader.of(input, MAX_LINE))) {
            for (List<Delivery> some = next(ahead); !some.isEmpty(); some = next(ahead)) {
                all.addAll(some);
                blocks++;
            }
            assertThat(ahead.inputBytes()).isEqualTo(21L * lines);
        }

        assertThat(all.stream().map(delivery -> delivery.origin().offset()))
                .containsExactlyElementsOf(LongStream.range(0, lines).boxed().toList());
        assertThat(all).allMatch(delivery -> delivery.origin().partition().equals(PARTITION));
        assertThat(blocks).isGreaterThan(10);
    }

    @Test
    void anInputWithoutLinesHasNone() throws IOException {
        try (DecodeAhead ahead = ahead(waiting -> LineReader.of(bytes("", 1), MAX_LINE))) {
            assertThat(next(ahead)).isEmpty();
        }
    }

    @Test
    void linesBeforeAFailureComeFirst() throws IOException {
        InputStream broken = new FilterInputStream(bytes("a\nb\nc", 1)) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = super.read(bytes, offset, length);
                if (count < 0) {
                    throw new IOException("disk on fire");
                }
                return count;
            }
        };

        try (DecodeAhead ahead = ahead(waiting -> LineReader.of(broken, MAX_LINE))) {
            assertThat(next(ahead)).hasSize(3);
            assertThatThrownBy(() -> next(ahead))
                    .isInstanceOf(UnreadableInputException.class)
                    .hasMessageContaining("disk on fire");
        }
    }

    @Test
    void anInputThatCannotBeOpenedIsTold() {
        try (DecodeAhead ahead = ahead(waiting -> {
            throw new IOException("no such file");
        })) {
            assertThatThrownBy(() -> next(ahead))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no such file");
        }
    }

    @Test
    void anErrorInTheThreadDoesNotLeaveAnybodyWaiting() {
        try (DecodeAhead ahead = ahead(waiting -> {
            throw new StackOverflowError("planted");
        })) {
            assertThatThrownBy(() -> next(ahead)).hasRootCauseMessage("planted");
        }
    }

    @Test
    void whatWasReadIsHandedOverBeforeTheInputIsWaitedFor() throws IOException {
        CountDownLatch more = new CountDownLatch(1);
        AtomicInteger waited = new AtomicInteger();

        try (DecodeAhead ahead = ahead(waiting -> LineReader.of(slow("a\nb\n", more, waiting), MAX_LINE))) {
            assertThat(ahead.next(waited::incrementAndGet)).hasSize(2); // although the input has not ended
            more.countDown();
            assertThat(ahead.next(waited::incrementAndGet)).isEmpty();
        }
    }

    @Test
    void whoHasToWaitIsToldBefore() throws IOException {
        CountDownLatch asked = new CountDownLatch(1);

        try (DecodeAhead ahead = ahead(waiting -> LineReader.of(slow("", asked, waiting), MAX_LINE))) {
            assertThat(ahead.next(asked::countDown)).isEmpty(); // the input ends only once it is told
        }
    }

    @Test
    void closingEndsTheReadingAndClosesTheInput() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return '\n';
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };

        DecodeAhead ahead = ahead(waiting -> LineReader.of(endless, MAX_LINE));
        assertThat(next(ahead)).isNotEmpty();
        ahead.close();

        closed.await(); // bounded by the class's timeout
    }

    private DecodeAhead ahead(DecodeAhead.Input input) {
        return DecodeAhead.of(PARTITION, decoder, input);
    }

    private static List<Delivery> next(DecodeAhead ahead) throws IOException {
        return ahead.next(() -> {});
    }

    private static InputStream bytes(String text, int times) {
        return new ByteArrayInputStream(text.repeat(times).getBytes(UTF_8));
    }

    /** The text, and the end only once there is a signal for it. */
    private static InputStream slow(String text, CountDownLatch end, Runnable waiting) {
        return new FilterInputStream(bytes(text, 1)) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = super.read(bytes, offset, length);
                if (count < 0) {
                    waiting.run();
                    try {
                        end.await();
                    } catch (InterruptedException stop) {
                        throw new IOException(stop);
                    }
                }
                return count;
            }
        };
    }
}
