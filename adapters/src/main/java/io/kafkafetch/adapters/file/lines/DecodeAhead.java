package io.kafkafetch.adapters.file.lines;

import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Partition;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads and decodes the lines of an input in a thread of its own, so that decoding happens beside what is done with the
 * deliveries. They come in the order of the lines, in blocks; at most {@value #BLOCKS} blocks of {@value #BLOCK_BYTES}
 * bytes and one line more each are ahead. For one consuming thread.
 *
 * <p>The input belongs to the thread, which opens and closes it. {@link #close} does not wait for that: a read of
 * standard input that never returns cannot be ended, and the thread keeps no process alive.
 */
public final class DecodeAhead implements AutoCloseable {

    private static final int BLOCKS = 4;
    private static final int BLOCK_BYTES = 1 << 18;

    /** So that many empty lines are a block too. */
    private static final int MIN_LINE_BYTES = 32;

    /** An input that is not open yet. */
    @FunctionalInterface
    public interface Input {
        /** Its lines. {@code waiting} may be run, in the reading thread, before the input is waited for. */
        LineReader open(Runnable waiting) throws IOException;
    }

    private final Partition partition;
    private final LineDecoder decoder;
    private final Thread thread;

    /** An empty one is the last. */
    private final BlockingQueue<List<Delivery>> blocks = new ArrayBlockingQueue<>(BLOCKS);

    private volatile long inputBytes;
    private List<Delivery> gathered = new ArrayList<>();
    private long gatheredBytes;

    /** What ended the input, set before the last block is handed over. */
    private @Nullable Throwable failure;

    private DecodeAhead(Partition partition, LineDecoder decoder, Input input) {
        this.partition = partition;
        this.decoder = decoder;
        this.thread = Thread.ofPlatform().name("decode-ahead").daemon().unstarted(() -> decodeAll(input));
    }

    /** Begins to read the input, as this partition. The decoder belongs to the thread until the end. */
    public static DecodeAhead of(Partition partition, LineDecoder decoder, Input input) {
        DecodeAhead ahead = new DecodeAhead(partition, decoder, input);
        ahead.thread.start();
        return ahead;
    }

    /**
     * The next deliveries; none at the end, after which this is not called again. Where the input cannot be opened or
     * read on, all lines before it come first.
     *
     * @param waiting run before deliveries are waited for
     */
    public List<Delivery> next(Runnable waiting) throws IOException {
        List<Delivery> block = take(waiting);
        if (block.isEmpty()) {
            switch (failure) {
                case null -> {}
                case IOException unreadable -> throw unreadable;
                default -> throw new IllegalStateException(failure);
            }
        }
        return block;
    }

    /** Bytes taken from the input, see {@link LineReader#inputBytes}. */
    public long inputBytes() {
        return inputBytes;
    }

    /** Ends the reading, wherever it is. */
    @Override
    public void close() {
        thread.interrupt();
    }

    private List<Delivery> take(Runnable waiting) throws IOException {
        List<Delivery> ready = blocks.poll();
        if (ready != null) {
            return ready;
        }
        waiting.run();
        try {
            return blocks.take();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading");
        }
    }

    private void decodeAll(Input input) {
        try (LineReader lines = input.open(this::handOver)) {
            for (ByteBuffer line = lines.next(); line != null && !isClosed(); line = lines.next()) {
                gathered.add(decoder.decode(partition, lines.lines() - 1, line, lines.tooLarge()));
                gatheredBytes += Math.max(MIN_LINE_BYTES, line.remaining());
                if (gatheredBytes >= BLOCK_BYTES) {
                    inputBytes = lines.inputBytes();
                    handOver();
                }
            }
            inputBytes = lines.inputBytes();
        } catch (IOException | RuntimeException | Error end) {
            failure = end;
        }
        handOver();
        put(List.of());
    }

    private void handOver() {
        if (!gathered.isEmpty()) {
            put(gathered);
            gathered = new ArrayList<>();
            gatheredBytes = 0;
        }
    }

    /** Where this is closed, nobody takes it any more. */
    private void put(List<Delivery> block) {
        try {
            blocks.put(block);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosed() {
        return thread.isInterrupted();
    }
}
