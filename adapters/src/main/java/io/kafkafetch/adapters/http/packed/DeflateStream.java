package io.kafkafetch.adapters.http.packed;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks {@code deflate}, which is zlib's format (RFC 1950); also the bare deflate (RFC 1951) that many clients send in
 * its place. Not thread-safe.
 */
final class DeflateStream extends InputStream {

    private static final int METHOD = 0x0f;
    private static final int DEFLATE = 8;
    private static final int HEADER_MULTIPLE = 31;

    private final InputStream packed;
    private final byte[] input = new byte[8192];
    private @Nullable Inflater inflater;
    private boolean ended;

    DeflateStream(InputStream packed) {
        this.packed = packed;
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
        Inflater inflates = inflater == null ? begin() : inflater;
        while (!ended) {
            int count = inflate(inflates, target, offset, length);
            if (count > 0) {
                return count;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        ended = true;
        if (inflater != null) {
            inflater.end();
        }
        packed.close();
    }

    /** Nothing at all is the content of nothing at all. */
    private Inflater begin() throws IOException {
        int count = packed.readNBytes(input, 0, 2);
        ended = count == 0;
        boolean zlib = count == 2
                && (input[0] & METHOD) == DEFLATE
                && ((input[0] & 0xff) << 8 | (input[1] & 0xff)) % HEADER_MULTIPLE == 0;
        Inflater begun = new Inflater(!zlib);
        begun.setInput(input, 0, count);
        inflater = begun;
        return begun;
    }

    private int inflate(Inflater inflates, byte[] target, int offset, int length) throws IOException {
        try {
            int count = inflates.inflate(target, offset, length);
            if (count == 0 && inflates.finished()) {
                end(inflates);
            } else if (count == 0) {
                int more = inflates.needsDictionary() ? -1 : packed.read(input, 0, input.length);
                if (more < 0) {
                    throw new DamagedException(Coding.DEFLATE);
                }
                inflates.setInput(input, 0, more);
            }
            return count;
        } catch (DataFormatException damaged) {
            throw new DamagedException(Coding.DEFLATE);
        }
    }

    private void end(Inflater inflates) throws IOException {
        if (inflates.getRemaining() > 0 || packed.read() >= 0) {
            throw new DamagedException(Coding.DEFLATE);
        }
        ended = true;
    }
}
