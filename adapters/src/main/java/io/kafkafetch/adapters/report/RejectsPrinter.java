package io.kafkafetch.adapters.report;

import io.kafkafetch.adapters.json.DeadLetterEncoder;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Partition;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Function;

/**
 * Writes dead letters, a JSON object a line, to a stream that its owner closes. Equal input gives equal bytes: no time is
 * in them. Not thread-safe.
 */
public final class RejectsPrinter {

    private final DeadLetterEncoder encoder = new DeadLetterEncoder();
    private final OutputStream out;
    private final Function<Partition, String> files;

    /** @param files name of the file that a partition's records are from, as its user knows it */
    public RejectsPrinter(OutputStream out, Function<Partition, String> files) {
        this.out = out;
        this.files = files;
    }

    void print(DeadLetter letter) throws IOException {
        out.write(encoder.value(letter, files.apply(letter.origin().partition())));
        out.write('\n');
    }

    void flush() throws IOException {
        out.flush();
    }
}
