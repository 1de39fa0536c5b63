package io.kafkafetch.application.progress;

import io.kafkafetch.application.record.Partition;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Output port: hears of input records that were never counted and never will be, because they were gone before they
 * could be read. What is reported here is in no batch and in no dead letter. Thread-safe, and never in the way.
 */
@FunctionalInterface
public interface Losses {

    /** Nobody listens. */
    Losses UNHEARD = loss -> {};

    /** All of these hear of each loss, in their order. */
    static Losses all(List<? extends Losses> listeners) {
        List<Losses> all = List.copyOf(listeners);
        return loss -> all.forEach(listener -> listener.lost(loss));
    }

    /** These records are lost to this pipeline. Each loss is reported once by the instance that found it. */
    void lost(Loss loss);

    /**
     * One stretch of input that is gone.
     *
     * @param partition where the records were
     * @param records how many; empty where it cannot be known, as of lines in a file that is gone
     */
    record Loss(Partition partition, Cause cause, OptionalLong records) {
        public Loss {
            if (records.isPresent() && records.getAsLong() < 0) {
                throw new IllegalArgumentException("a loss of " + records.getAsLong() + " records");
            }
        }
    }

    /** Why records are gone. */
    enum Cause {
        /** Deleted ahead of the reader: by retention, or by an administrator. */
        DELETED,
        /** The topic was deleted and created again, or the file replaced, before its end was read. */
        RECREATED,
        /** A rotated file that was not read to its end is nowhere to be found, or cannot be read. */
        ROTATED_AWAY;

        /** Its name in metrics, API and log. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
