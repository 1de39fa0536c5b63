package io.kafkafetch.adapters.report;

import io.kafkafetch.domain.insight.Dimension;

/** One batch has more different names of a dimension than are kept in memory. */
public final class TooManyNamesException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooManyNamesException(Dimension dimension) {
        super("more than %,d different %s in one batch".formatted(WholePartition.MAX_NAMES, dimension.plural()));
    }
}
