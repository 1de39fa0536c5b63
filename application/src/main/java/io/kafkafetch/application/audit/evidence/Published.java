package io.kafkafetch.application.audit.evidence;

import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;

/** A published record that says which batch, or which record of the source, it is about. */
public sealed interface Published {

    /** The partition of the source. */
    Partition partition();

    /** Offset of the batch's first record, or of the record. */
    long offset();

    /**
     * An insight.
     *
     * @param offset of the batch's first record
     * @param last offset of its last record
     * @param key its key, as text
     * @param value its value, byte for byte
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes to be compared by the port that knows them
    record Insight(Partition partition, long offset, long last, String key, byte[] value) implements Published {
        /** The name of its batch. */
        public String batch() {
            return partition + "@" + offset + "-" + last;
        }
    }

    /**
     * A dead letter.
     *
     * @param origin the record it was made of
     * @param record the letter, as it was read
     */
    record Letter(Origin origin, Original record) implements Published {
        @Override
        public Partition partition() {
            return origin.partition();
        }

        @Override
        public long offset() {
            return origin.offset();
        }
    }
}
