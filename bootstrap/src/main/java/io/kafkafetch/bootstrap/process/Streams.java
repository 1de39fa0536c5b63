package io.kafkafetch.bootstrap.process;

import io.kafkafetch.adapters.console.text.Terminal;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A process's streams, as a command reads and writes them: bytes, without a buffer.
 *
 * @param in standard input
 * @param out standard output
 * @param outIsTerminal whether somebody looks at it
 * @param outTerminal what it can show
 * @param errTerminal what standard error can show
 */
public record Streams(
        InputStream in, OutputStream out, boolean outIsTerminal, Terminal outTerminal, Terminal errTerminal) {

    public static Streams ofThisProcess() {
        return new Streams(
                standardInput(),
                standardOutput(),
                Terminal.isStandardOutput(),
                Terminal.ofThisProcess(),
                Terminal.ofStandardError());
    }

    /** Standard output, for bytes. */
    public static OutputStream standardOutput() {
        return isOfTheJvm(1) ? new ClosedOutput() : new ProcessOutput();
    }

    private static InputStream standardInput() {
        return isOfTheJvm(0) ? new ClosedInput() : new FileInputStream(FileDescriptor.in);
    }

    /**
     * Whether the stream of this number was closed, so that the JVM has opened a file of its own under it: what is read
     * would be that file, and to close it ends the JVM. The launcher sees to that; here it is seen where there is a
     * {@code /proc}.
     */
    private static boolean isOfTheJvm(int number) {
        try {
            Path opened = Path.of("/proc/self/fd/" + number).toRealPath();
            return opened.startsWith(Path.of(System.getProperty("java.home")).toRealPath());
        } catch (IOException noFile) {
            return false; // a pipe or a socket, or a system without /proc
        }
    }

    private static IOException closed() {
        return new IOException("Bad file descriptor"); // as the system says it of any other
    }

    /** Stays open for whoever writes to it next, until the process ends. */
    private static final class ProcessOutput extends FileOutputStream {
        private ProcessOutput() {
            super(FileDescriptor.out);
        }

        @Override
        public void close() {}
    }

    private static final class ClosedInput extends InputStream {
        @Override
        public int read() throws IOException {
            throw closed();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            throw closed();
        }
    }

    private static final class ClosedOutput extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw closed();
        }
    }
}
