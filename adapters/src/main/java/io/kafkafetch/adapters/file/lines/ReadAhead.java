package io.kafkafetch.adapters.file.lines;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads an input in a thread of its own, at most {@value #BLOCKS} blocks of {@value #BLOCK_BYTES} bytes ahead, so that
 * decompressing happens beside what is done with the content. For one reading thread.
 *
 * <p>The input belongs to the thread, which closes it. {@link #close} does not wait for that: a read of standard input
 * that never returns cannot be ended, and the thread keeps no process alive.
 */
public final class ReadAhead extends InputStream {

    private static final int BLOCKS = 4;
    private static final int BLOCK_BYTES = 1 << 17;

    /** Content; or the end, with what caused it, where there are no bytes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Block(byte[] bytes, int length, @Nullable IOException failure) {}

    private final InputStream input;
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(BLOCKS);

    /** One more than there are blocks, for the end: the thread waits for free blocks only. */
    private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS + 1);

    private final Thread thread;
    private Block block = new Block(new byte[0], 0, null);
    private int next;
    private volatile boolean closed;

    public ReadAhead(InputStream input) {
        this.input = input;
        for (int i = 0; i < BLOCKS; i++) {
            free.add(new byte[BLOCK_BYTES]);
        }
        this.thread = Thread.ofPlatform().name("read-ahead").daemon().unstarted(this::readAll);
    }

    /** Begins to read. */
    public ReadAhead start() {
        thread.start();
        return this;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (next == block.length()) {
            advance();
        }
        if (block.length() < 0) {
            if (block.failure() != null) {
                throw block.failure();
            }
            return -1;
        }
        int count = Math.min(length, block.length() - next);
        System.arraycopy(block.bytes(), next, bytes, offset, count);
        next += count;
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void advance() throws IOException {
        if (block.bytes().length > 0) {
            free.add(block.bytes());
        }
        try {
            block = full.take();
            next = 0;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading");
        }
    }

    private void readAll() {
        full.add(new Block(new byte[0], -1, readToTheEnd()));
    }

    @SuppressWarnings("CatchingUnchecked") // the reader hears of whatever ends the thread
    private @Nullable IOException readToTheEnd() {
        try (input) {
            while (!closed) {
                byte[] bytes = free.take();
                int count = input.read(bytes, 0, bytes.length);
                if (count < 0) {
                    return null;
                }
                full.add(new Block(bytes, count, null));
            }
            return new IOException("closed");
        } catch (IOException failure) {
            return failure;
        } catch (InterruptedException stop) {
            return new InterruptedIOException("closed");
        } catch (RuntimeException | Error unforeseen) {
            return new IOException(unforeseen);
        }
    }
}
