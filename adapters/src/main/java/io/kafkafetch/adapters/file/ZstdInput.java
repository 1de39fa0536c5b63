package io.kafkafetch.adapters.file;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;

/**
 * The content of zstd frames (RFC 8878), one after the other. Every error is an {@link UnreadableInputException}. Where
 * the input is cut off, all content of its whole blocks is read before; where it is damaged, zstd does not tell how far
 * it came, and the content of the one read that meets the damage is lost. Frames with a window above 128 MiB, zstd's own
 * bound, are refused.
 */
final class ZstdInput extends InputStream {

    private final CountedInput input;
    private final ZstdInputStreamNoFinalizer content;

    ZstdInput(CountedInput input) throws IOException {
        this.input = input;
        this.content = new ZstdInputStreamNoFinalizer(input).setContinuous(false);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return content.read(bytes, offset, length);
        } catch (ZstdIOException damaged) {
            throw new UnreadableInputException(
                    "the zstd data is cut off or damaged (" + damaged.getMessage() + ")", input.taken(), damaged);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
