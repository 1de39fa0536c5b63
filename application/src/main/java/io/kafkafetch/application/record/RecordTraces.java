package io.kafkafetch.application.record;

/** Output port: hears in which trace a record was sent, so that its batch can refer to it. Thread-safe, and never in the way. */
@FunctionalInterface
public interface RecordTraces {

    /** Nobody listens: a source may spare itself the effort to look for a record's trace. */
    RecordTraces UNHEARD = (origin, trace) -> {};

    /** This record arrived, to go into the next batch of its partition, and was sent in this trace. */
    void arrived(Origin origin, TraceContext trace);
}
