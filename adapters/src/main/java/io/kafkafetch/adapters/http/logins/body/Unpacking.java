package io.kafkafetch.adapters.http.logins.body;

import io.kafkafetch.adapters.http.logins.admission.BodyBounds;
import io.kafkafetch.adapters.http.logins.fault.Fault;
import io.kafkafetch.adapters.http.logins.fault.Refusal;
import io.kafkafetch.adapters.http.packed.Coding;
import io.kafkafetch.adapters.http.packed.DamagedException;
import io.kafkafetch.adapters.http.packed.WindowTooLargeException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a body says once unpacked, as far as it may: few bytes must not become many records. Bounded are the unpacked
 * bytes and how many there are for a byte that was sent. Not thread-safe.
 */
final class Unpacking extends FilterInputStream {

    /** So much may come out of the smallest body. */
    static final int FREE_BYTES = 16 << 10;

    private final BodyStream body;
    private final BodyBounds bounds;
    private long count;

    /**
     * Bounds an unpacked stream.
     *
     * @param unpacked what comes out
     * @param body what was sent
     */
    Unpacking(InputStream unpacked, BodyStream body, BodyBounds bounds) {
        super(unpacked);
        this.body = body;
        this.bounds = bounds;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws Refusal if it is not what its header says, or too much */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            int read = in.read(target, offset, length);
            count += Math.max(0, read);
            check();
            return read;
        } catch (DamagedException damaged) {
            throw new Refusal(faultOf(damaged.coding()));
        } catch (WindowTooLargeException tooLarge) {
            throw new Refusal(Fault.WINDOW_TOO_LARGE);
        }
    }

    private void check() {
        if (count > bounds.unpackedBytes()) {
            throw new Refusal(Fault.UNPACKED_TOO_LARGE);
        }
        if (count - FREE_BYTES > body.taken() * bounds.unpackedRatio()) {
            throw new Refusal(Fault.PACKED_TOO_TIGHTLY);
        }
    }

    private static Fault faultOf(Coding coding) {
        return switch (coding) {
            case GZIP -> Fault.NOT_GZIP;
            case DEFLATE -> Fault.NOT_DEFLATE;
            case ZSTD -> Fault.NOT_ZSTD;
        };
    }
}
