package io.kafkafetch.adapters.kafka.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.kafkafetch.application.record.TraceContext;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Trace contexts as headers of records, by W3C's names. Anybody may write headers, and anything into them. */
public final class TraceHeaders {

    public static final String TRACEPARENT = "traceparent";
    static final String TRACESTATE = "tracestate";

    /** The longest value that is looked at, in bytes: what W3C asks everyone to pass on. */
    private static final int MAX_LENGTH = 512;

    private TraceHeaders() {}

    /** What these headers say; a value that is too long is none. */
    public static TraceContext read(Headers headers) {
        String traceparent = last(headers, TRACEPARENT);
        return traceparent.isEmpty() ? TraceContext.NONE : new TraceContext(traceparent, last(headers, TRACESTATE));
    }

    /** Adds the headers of this trace; none if it has none. */
    public static void add(Headers headers, TraceContext trace) {
        add(headers, TRACEPARENT, trace.traceparent());
        add(headers, TRACESTATE, trace.tracestate());
    }

    public static void add(Headers headers, String name, String value) {
        if (!value.isEmpty()) {
            headers.add(name, value.getBytes(ISO_8859_1));
        }
    }

    private static String last(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        byte[] value = header == null ? null : header.value();
        return value == null || value.length > MAX_LENGTH ? "" : new String(value, ISO_8859_1);
    }
}
