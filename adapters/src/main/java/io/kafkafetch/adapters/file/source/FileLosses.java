package io.kafkafetch.adapters.file.source;

import io.kafkafetch.application.progress.Losses;
import io.kafkafetch.application.progress.Losses.Cause;
import io.kafkafetch.application.progress.Losses.Loss;
import io.kafkafetch.application.record.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.MessageFormatter;

/**
 * Logs and reports what is lost of a log. After a failure the same lines are read again, and the losses among them are
 * found again: they are not reported a second time. Not thread-safe.
 */
final class FileLosses {

    private static final Logger LOG = LoggerFactory.getLogger(FileLosses.class);

    private final Partition partition;
    private final LongSupplier offset;
    private final Losses losses;

    /** Those found since the last checkpoint, and those on the way from there that were reported before a failure. */
    private final List<Found> found = new ArrayList<>();

    private final List<Found> reported = new ArrayList<>();

    /** @param offset of the line that would be read next */
    private record Found(long offset, String loss) {}

    /** @param offset of the line that would be read next */
    FileLosses(Partition partition, LongSupplier offset, Losses losses) {
        this.partition = partition;
        this.offset = offset;
        this.losses = losses;
    }

    /** Reading begins again, at the checkpoint before the line with the present offset. */
    void retrace() {
        reported.addAll(found);
        reported.removeIf(passed -> passed.offset() < offset.getAsLong());
        found.clear();
    }

    /** @param what with a placeholder for each argument; names the file and the place */
    void report(Cause cause, String what, Object... which) {
        Found loss = new Found(offset.getAsLong(), MessageFormatter.basicArrayFormat(what, which));
        found.add(loss);
        if (!reported.remove(loss)) {
            LOG.warn(loss.loss());
            losses.lost(new Loss(partition, cause, OptionalLong.empty()));
        }
    }
}
