package io.kafkafetch.adapters.packed;

import java.io.IOException;
import java.io.InputStream;

/**
 * The content of zlib data (RFC 1950), which HTTP calls {@code deflate}; also of the bare deflate (RFC 1951) that many
 * clients send in its place. What follows it is damage. Nothing at all is the content of nothing at all.
 */
public final class DeflateStream extends Inflated {

    private static final int METHOD = 0x0f;
    private static final int DEFLATE = 8;
    private static final int HEADER_MULTIPLE = 31;

    private boolean begun;

    /** @param bufferBytes packed bytes that are taken at once, at least 2 */
    public DeflateStream(InputStream packed, int bufferBytes, Damage exceptions) {
        super(packed, bufferBytes, exceptions);
    }

    @Override
    boolean begin() throws IOException {
        if (begun) {
            return false;
        }
        begun = true;
        byte[] first = first(2);
        if (first.length == 0) {
            return false;
        }
        inflate(!isZlib(first));
        return true;
    }

    @Override
    void finish(long contentBytes) throws IOException {
        if (!isAtEnd()) {
            throw damaged("is over, but other bytes follow");
        }
    }

    private static boolean isZlib(byte[] first) {
        return first.length == 2
                && (first[0] & METHOD) == DEFLATE
                && ((first[0] & 0xff) << 8 | (first[1] & 0xff)) % HEADER_MULTIPLE == 0;
    }
}
