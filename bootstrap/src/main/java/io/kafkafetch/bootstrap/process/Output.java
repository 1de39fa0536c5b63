package io.kafkafetch.bootstrap.process;

import io.kafkafetch.adapters.file.disk.OwnerOnly;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Bytes to a file or to standard output; every failure is an {@link UnwritableOutputException}. */
public final class Output extends OutputStream {

    /** Exit code of a command whose output nobody reads any more: 128 and SIGPIPE, as a shell tells it of others. */
    public static final int CLOSED_BY_ITS_READER = 141;

    private static final int BUFFER_BYTES = 1 << 16;

    private final String name;
    private final String mend;
    private final OutputStream out;

    private Output(String name, String mend, OutputStream out) {
        this.name = name;
        this.mend = mend;
        this.out = out;
    }

    /** Standard output. */
    public static OutputStream standard(OutputStream out) {
        return new BufferedOutputStream(new Output("standard output", "send it somewhere else", out), BUFFER_BYTES);
    }

    /** A file, created or emptied by this; only its owner may read one that is created. */
    public static OutputStream file(Path file, String option) throws UnwritableOutputException {
        String mend = "choose another " + option;
        try {
            return new BufferedOutputStream(new Output(file.toString(), mend, OwnerOnly.rewrite(file)), BUFFER_BYTES);
        } catch (IOException failure) {
            throw new UnwritableOutputException(file.toString(), failure, mend);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException failure) {
            throw new UnwritableOutputException(name, failure, mend);
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException failure) {
            throw new UnwritableOutputException(name, failure, mend);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } catch (IOException failure) {
            throw new UnwritableOutputException(name, failure, mend);
        }
    }
}
