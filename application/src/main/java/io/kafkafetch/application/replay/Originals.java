package io.kafkafetch.application.replay;

import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.record.Original;

/** Gets back the record that a letter was made of (output port). Used by one thread. */
public interface Originals extends AutoCloseable {

    /** What was found. */
    sealed interface Found {

        /** The record as it arrived, without headers that describe a failure. */
        record Whole(Original original) implements Found {}

        /**
         * It cannot be had.
         *
         * @param why a clause about the record, the same for all letters that share the cause
         */
        record Nothing(String why) implements Found {}
    }

    /** The record of this letter, whose bytes may be missing or encrypted. */
    Found of(Letter letter) throws InterruptedException;

    /** Gives up what it holds open. */
    @Override
    default void close() {}
}
