package io.kafkafetch.adapters.packed;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * The content of zstd frames (RFC 8878), one after the other. {@link com.github.luben.zstd.ZstdInputStream} is not used: it
 * takes a second frame that is cut off within its first bytes for the end. Not thread-safe.
 */
public final class ZstdStream extends InputStream {

    /** zstd keeps to itself what it decompressed in a call that finds damage: so a call is given few bytes. */
    private static final int CALL_BYTES = 1 << 10;

    private final InputStream packed;
    private final Windows windows;
    private final Damage exceptions;
    private final ZstdDecompressCtx decompressor = new ZstdDecompressCtx();
    private final byte[] taken;
    private final ByteBuffer input;
    private final ByteBuffer content;
    private boolean inFrame;
    private boolean hasMore;

    /**
     * Reads packed data, which {@link #close} closes.
     *
     * @param inputBytes packed bytes that are taken at once, at least 1 KiB
     * @param contentBytes content that is unpacked at once, at least 1 KiB
     */
    public ZstdStream(InputStream packed, int inputBytes, int contentBytes, Windows windows, Damage exceptions) {
        this.packed = packed;
        this.windows = windows;
        this.exceptions = exceptions;
        this.taken = new byte[inputBytes];
        this.input = ByteBuffer.allocateDirect(inputBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .limit(0);
        this.content = ByteBuffer.allocateDirect(contentBytes).limit(0);
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
                throw damaged("ends too soon: it was cut off, or is still being written");
            }
            decompress();
        }
        int count = Math.min(length, content.remaining());
        content.get(target, offset, count);
        return count;
    }

    @Override
    public void close() throws IOException {
        decompressor.close();
        packed.close();
    }

    /** {@code false} at the end of all frames. */
    private boolean beginFrame() throws IOException {
        while (input.remaining() < ZstdHeader.MAX_BYTES && fill()) {
            // until all of a header is there
        }
        if (!input.hasRemaining()) {
            return false;
        }
        windows.open(ZstdHeader.window(input));
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
            input.limit(end);
            throw damaged(why(damaged));
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

    /** Both are sound data that this does not decompress: memory has a bound, and a dictionary is not in the data. */
    private static String why(ZstdException failure) {
        long code = Math.abs(failure.getErrorCode()); // the library gives it with a sign
        if (code == Zstd.errFrameParameterWindowTooLarge()) {
            return "needs a window above 128 MiB, and is not read for that; decompress it before, by zstd -dc --long=31";
        }
        if (code == Zstd.errDictionaryWrong()) {
            return "needs the dictionary it was compressed with; decompress it before, by zstd -dc -D DICTIONARY";
        }
        return "is damaged";
    }

    private IOException damaged(String how) {
        return exceptions.at(how, input.remaining());
    }
}
