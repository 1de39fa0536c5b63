package io.kafkafetch.application.record;

/**
 * The trace that something belongs to, as W3C Trace Context writes it; nothing but text on its way from one system to the
 * next, and not checked here.
 *
 * @param traceparent such as {@code 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01}; empty for no trace
 * @param tracestate what vendors add to it; may be empty
 */
public record TraceContext(String traceparent, String tracestate) {

    /** Of no trace. */
    public static final TraceContext NONE = new TraceContext("", "");

    /** Whether it is of a trace. */
    public boolean isPresent() {
        return !traceparent.isEmpty();
    }
}
