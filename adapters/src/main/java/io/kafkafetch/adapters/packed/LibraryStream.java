package io.kafkafetch.adapters.packed;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZInputStream;

/**
 * The content that a library unpacks, stream after stream; what follows the last one is damage. What was taken of the
 * packed data and not used is not known: of damage it is 0. Not thread-safe.
 */
public final class LibraryStream extends InputStream {

    private static final int INPUT_BYTES = 1 << 16;

    /** Most memory that unpacking xz takes: its greatest level needs 65 MiB, where the heap has as much to spare. */
    private static final long MOST_BYTES =
            Math.min(128L << 20, Runtime.getRuntime().maxMemory() / 4);

    @FunctionalInterface
    private interface Opening {
        InputStream open(InputStream packed) throws IOException;
    }

    private final InputStream packed;
    private final Opening opening;
    private final boolean isBytewise;
    private final Damage exceptions;
    private @Nullable InputStream content;
    private @Nullable IOException failure;

    /** @param isBytewise whether the library keeps to itself what it has unpacked in a call that finds damage */
    private LibraryStream(InputStream packed, Opening opening, boolean isBytewise, Damage exceptions) {
        this.packed = packed;
        this.opening = opening;
        this.isBytewise = isBytewise;
        this.exceptions = exceptions;
    }

    /** Of xz. What asks for more memory than 128 MiB or a quarter of the heap is refused. */
    public static InputStream xz(InputStream packed, Damage exceptions) {
        return new LibraryStream(
                packed, input -> new XZInputStream(input, Math.toIntExact(MOST_BYTES >> 10)), false, exceptions);
    }

    /** Of bzip2. */
    public static InputStream bzip2(InputStream packed, Damage exceptions) {
        return new LibraryStream(packed, input -> new BZip2CompressorInputStream(input, true), true, exceptions);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    @SuppressWarnings("CatchingUnchecked") // of what is damaged a library may make anything
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (failure != null) {
            throw failure;
        }
        int count = 0;
        try {
            if (content == null) {
                content = opening.open(new BufferedInputStream(packed, INPUT_BYTES));
            }
            if (!isBytewise) {
                return content.read(bytes, offset, length);
            }
            for (int next; count < length && (next = content.read()) >= 0; count++) {
                bytes[offset + count] = (byte) next;
            }
            return count == 0 ? -1 : count;
        } catch (MemoryLimitException large) {
            return failed(
                    count,
                    "needs " + (large.getMemoryNeeded() >> 10) + " MiB of memory, of which it may have "
                            + (MOST_BYTES >> 20) + "; unpack it before, by xz -dc");
        } catch (EOFException cutOff) {
            return failed(count, "ends too soon: it was cut off, or is still being written");
        } catch (IOException | RuntimeException damaged) {
            return failed(count, "is damaged (" + damaged.getMessage() + ")");
        }
    }

    @Override
    public void close() throws IOException {
        packed.close();
    }

    /** Content in front of damage comes first: the next read reports the damage. */
    private int failed(int count, String how) throws IOException {
        failure = exceptions.at(how, 0);
        if (count == 0) {
            throw failure;
        }
        return count;
    }
}
