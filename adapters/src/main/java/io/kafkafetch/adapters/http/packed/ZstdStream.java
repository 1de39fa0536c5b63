package io.kafkafetch.adapters.http.packed;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Unpacks zstd frames (RFC 8878), one after the other. What a frame's window takes comes out of what all bodies share;
 * above {@link #MAX_WINDOW}, RFC 9659's bound for HTTP, it is refused. Not thread-safe.
 */
final class ZstdStream extends InputStream {

    static final int MAX_WINDOW = 8 << 20;

    /** What a decompressor takes besides a window, with the buffers here. */
    private static final int FIXED_BYTES = 384 << 10;

    /** zstd keeps to itself what it decompressed in a call that finds damage: so a call is given few bytes. */
    private static final int CALL_BYTES = 1 << 10;

    private static final int INPUT_BYTES = 1 << 13;
    private static final int OUTPUT_BYTES = 1 << 15;

    private final InputStream packed;
    private final Memory memory;
    private final ZstdDecompressCtx decompressor;
    private final byte[] taken = new byte[INPUT_BYTES];
    private final ByteBuffer input = ByteBuffer.allocateDirect(INPUT_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .limit(0);
    private final ByteBuffer content = ByteBuffer.allocateDirect(OUTPUT_BYTES).limit(0);
    private int window;
    private boolean inFrame;
    private boolean hasMore;
    private boolean closed;

    ZstdStream(InputStream packed, Memory memory) {
        this.packed = packed;
        this.memory = memory;
        memory.take(FIXED_BYTES);
        decompressor = new ZstdDecompressCtx();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        while (!content.hasRemaining()) {
            if (!inFrame && !beginFrame()) {
                return -1;
            }
            if (!hasMore && !input.hasRemaining() && !fill()) {
                throw new DamagedException(Coding.ZSTD);
            }
            decompress();
        }
        int count = Math.min(length, content.remaining());
        content.get(target, offset, count);
        return count;
    }

    @Override
    public void close() throws IOException {
        packed.close();
        if (!closed) {
            closed = true;
            decompressor.close();
            memory.giveBack(FIXED_BYTES + window);
        }
    }

    /** Makes room for the next frame's window; {@code false} at the end of all frames. */
    private boolean beginFrame() throws IOException {
        while (input.remaining() < ZstdHeader.MAX_BYTES && fill()) {
            // until all of a header is there
        }
        if (!input.hasRemaining()) {
            return false;
        }
        long needed = ZstdHeader.window(input).orElseThrow(() -> new DamagedException(Coding.ZSTD));
        if (needed > MAX_WINDOW) {
            throw new WindowTooLargeException();
        }
        if (needed > window) {
            memory.take((int) needed - window);
            window = (int) needed;
        }
        inFrame = true;
        return true;
    }

    private void decompress() throws IOException {
        int end = input.limit();
        content.clear();
        try {
            input.limit(Math.min(end, input.position() + CALL_BYTES));
            inFrame = !decompressor.decompressDirectByteBufferStream(content, input);
        } catch (ZstdException damaged) {
            content.position(0);
            throw new DamagedException(Coding.ZSTD);
        } finally {
            input.limit(end);
            content.flip();
        }
        hasMore = inFrame && content.limit() == content.capacity();
    }

    private boolean fill() throws IOException {
        input.compact();
        int count = Math.max(0, packed.read(taken, 0, input.remaining()));
        input.put(taken, 0, count).flip();
        return count > 0;
    }
}
