package io.kafkafetch.adapters.report;

/** One batch has more different regions or device types than are kept in memory. */
public final class TooManyNamesException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooManyNamesException() {
        super("more than %,d different regions or device types in one batch".formatted(WholePartition.MAX_NAMES));
    }
}
