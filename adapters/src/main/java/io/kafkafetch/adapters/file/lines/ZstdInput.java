package io.kafkafetch.adapters.file.lines;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The content of zstd frames (RFC 8878), one after the other. Frames with a window above 128 MiB, zstd's own bound, are
 * refused. {@link com.github.luben.zstd.ZstdInputStream} is not used: it takes a second frame that is cut off within
 * its first bytes for the end.
 *
 * <p>Every error is an {@link UnreadableInputException}, thrown after the content before it was read. Where the input is
 * damaged zstd does not tell what it decompressed in the same call, so that a call is given few bytes.
 */
final class ZstdInput extends InputStream {

    private static final int CALL_BYTES = 1 << 10;
    private static final int INPUT_BYTES = 1 << 16;
    private static final int OUTPUT_BYTES = 1 << 17;

    private final CountedInput input;
    private final ZstdDecompressCtx decompressor = new ZstdDecompressCtx();
    private final byte[] taken = new byte[INPUT_BYTES];
    private final ByteBuffer compressed = ByteBuffer.allocateDirect(INPUT_BYTES).limit(0);
    private final ByteBuffer content = ByteBuffer.allocateDirect(OUTPUT_BYTES).limit(0);
    private boolean inFrame;
    private boolean hasMore;

    ZstdInput(CountedInput input) {
        this.input = input;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!content.hasRemaining()) {
            if (!compressed.hasRemaining() && !hasMore && !fill()) {
                if (inFrame) {
                    throw unreadable("ends too soon: it was cut off, or is still being written");
                }
                return -1;
            }
            decompress();
        }
        int count = Math.min(length, content.remaining());
        content.get(bytes, offset, count);
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public void close() throws IOException {
        decompressor.close();
        input.close();
    }

    private void decompress() throws IOException {
        int end = compressed.limit();
        content.clear();
        try {
            compressed.limit(Math.min(end, compressed.position() + CALL_BYTES));
            inFrame = !decompressor.decompressDirectByteBufferStream(content, compressed);
        } catch (ZstdException damaged) {
            content.position(0);
            throw unreadable(why(damaged));
        } finally {
            compressed.limit(end);
            content.flip();
        }
        hasMore = inFrame && content.limit() == content.capacity();
    }

    private boolean fill() throws IOException {
        int count = Math.max(0, input.read(taken, 0, taken.length));
        compressed.clear().put(taken, 0, count).flip();
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

    private UnreadableInputException unreadable(String how) {
        return new UnreadableInputException("the zstd data " + how, input.taken() - compressed.remaining(), null);
    }
}
