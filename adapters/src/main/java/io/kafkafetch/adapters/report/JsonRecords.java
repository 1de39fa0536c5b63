package io.kafkafetch.adapters.report;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Encoded JSON objects as a document: with something before, between and after them. Not thread-safe. */
final class JsonRecords {

    private final OutputStream out;
    private final byte[] between;
    private final byte[] after;
    private final byte[] nothing;
    private byte[] before;
    private boolean printed;

    /** @param nothing the whole document where there is no record */
    private JsonRecords(OutputStream out, String before, String between, String after, String nothing) {
        this.out = new BufferedOutputStream(out);
        this.before = before.getBytes(US_ASCII);
        this.between = between.getBytes(US_ASCII);
        this.after = after.getBytes(US_ASCII);
        this.nothing = nothing.getBytes(US_ASCII);
    }

    /** A record a line. The stream is its owner's to close. */
    static JsonRecords lines(OutputStream out) {
        return new JsonRecords(out, "", "\n", "\n", "");
    }

    /** One array, a record a line. The stream is its owner's to close. */
    static JsonRecords array(OutputStream out) {
        return new JsonRecords(out, "[\n", ",\n", "\n]\n", "[]\n");
    }

    void print(byte[] json) throws IOException {
        out.write(before);
        out.write(json);
        before = between;
        printed = true;
    }

    void flush() throws IOException {
        out.flush();
    }

    /** Ends the document and flushes it; nothing is printed after it. */
    void end() throws IOException {
        out.write(printed ? after : nothing);
        out.flush();
    }
}
