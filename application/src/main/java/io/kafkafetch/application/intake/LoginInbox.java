package io.kafkafetch.application.intake;

import io.kafkafetch.application.record.TraceContext;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Output port: keeps records that senders handed in until the source behind it reads them, each once. A sender may
 * forget a record once the inbox has confirmed it. Thread-safe.
 */
public interface LoginInbox {

    /**
     * A record as it was handed in, whether it is a valid login or not. The arrays are shared, not copied.
     *
     * @param key what keeps records in order among each other, such as the user's id; {@code null} for none
     * @param value the record; one JSON value where it is one, otherwise any bytes without a line feed
     * @param trace the trace it was handed in under; kept with it where the inbox has a place for it
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way through; never compared
    record Entry(byte @Nullable [] key, byte[] value, TraceContext trace) {

        /** Handed in under no trace. */
        public Entry(byte @Nullable [] key, byte[] value) {
            this(key, value, TraceContext.NONE);
        }

        /** Written in full: of a compact constructor's parameters javac forgets {@code @Nullable} in the class file. */
        public Entry(byte @Nullable [] key, byte[] value, TraceContext trace) {
            this.key = key;
            this.value = value;
            this.trace = trace;
        }
    }

    /** A record that this inbox will never keep, since it is too large for it: trying again does not help. */
    final class EntryTooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** @param message says which bound it is above, and nothing of the record */
        public EntryTooLargeException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Keeps these records. The stage completes once all of them are durable: a crash of this process, or of one machine
     * where the inbox is replicated, does not lose them any more. If it completes exceptionally, none, some or all of
     * them may be kept; with an {@link EntryTooLargeException}, because one of them never can be.
     *
     * <p>Returns without waiting. What is not durable yet is held in memory: the caller bounds how much it hands over.
     */
    CompletionStage<Void> append(List<Entry> entries);

    /** Whether more is kept already than the source behind it should be behind. What is appended is kept all the same. */
    boolean isFull();
}
