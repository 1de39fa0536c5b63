package io.kafkafetch.bootstrap;

import io.kafkafetch.adapters.console.Terminal;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A process's streams, as a command reads and writes them: bytes, without a buffer.
 *
 * @param in standard input
 * @param out standard output
 * @param outIsTerminal whether somebody looks at it
 * @param outTerminal what it can show
 * @param errTerminal what standard error can show
 */
record Streams(InputStream in, OutputStream out, boolean outIsTerminal, Terminal outTerminal, Terminal errTerminal) {

    static Streams ofThisProcess() {
        return new Streams(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                Terminal.isStandardOutput(),
                Terminal.ofThisProcess(),
                Terminal.ofStandardError());
    }
}
