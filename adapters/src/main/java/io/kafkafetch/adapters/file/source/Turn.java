package io.kafkafetch.adapters.file.source;

/** What a turn of {@link Following} came to. */
enum Turn {
    /** There may be more to do at once. */
    AGAIN,
    /** There may be more to do at once, and something was committed. */
    COMMITTED,
    /** All is done that can be done now. */
    WAIT,
    /** There is no file yet. */
    NO_FILE,
    /** Something failed, as the troubles tell. */
    FAILED,
    /** All is read and committed, and nobody asked to wait for more. */
    OVER,
}
