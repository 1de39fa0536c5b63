package io.kafkafetch.application;

/** Output port: hears in which trace a record was sent, so that its batch can refer to it. Thread-safe, and never in the way. */
public interface RecordTraces {

    /** Nobody listens. */
    RecordTraces UNHEARD = new RecordTraces() {
        @Override
        public boolean listens() {
            return false;
        }

        @Override
        public void arrived(Origin origin, TraceContext trace) {}
    };

    /** Whether it is worth the effort to look for a record's trace; the same at all times. */
    boolean listens();

    /** This record arrived, to go into the next batch of its partition, and was sent in this trace. */
    void arrived(Origin origin, TraceContext trace);
}
