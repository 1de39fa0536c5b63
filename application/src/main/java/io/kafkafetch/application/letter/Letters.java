package io.kafkafetch.application.letter;

/** The dead letters of a topic (output port). Used by one thread. */
public interface Letters {

    /**
     * Takes letters, one after the other.
     *
     * @param <E> how taking one may fail
     */
    @FunctionalInterface
    interface Taker<E extends Exception> {

        /** Takes a letter, and says whether it wants another one. */
        boolean take(Letter letter) throws E, InterruptedException;
    }

    /**
     * Reads the letters that are there when this is called, and none that comes later; those of a partition in their order.
     * Memory stays flat, however many there are.
     *
     * @param filter letters that it cannot mean may be skipped, and nothing else is decided by it
     */
    <E extends Exception> void read(LetterFilter filter, Taker<E> taker) throws E, InterruptedException;
}
