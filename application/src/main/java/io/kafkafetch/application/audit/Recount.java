package io.kafkafetch.application.audit;

import io.kafkafetch.application.audit.evidence.InputRecords;
import io.kafkafetch.application.audit.evidence.Manifest;
import io.kafkafetch.application.batch.BatchAssembler;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.rollup.Tally;
import io.kafkafetch.application.rollup.Tally.Counted;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.LoginCounter;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.rollup.ByTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes batches of what the source says now, between the offsets of those that were counted. Not thread-safe. */
final class Recount {

    /** A batch ends where it ended, and nowhere else. */
    private static final BatchPolicy UNBOUNDED =
            new BatchPolicy(Integer.MAX_VALUE, BatchPolicy.LONGEST_AGE, Long.MAX_VALUE);

    private final InputRecords input;
    private final ByTime times;
    private HourOfDay clock = HourOfDay.UTC;
    private @Nullable BatchAssembler assembler;
    private long records;

    Recount(InputRecords input, ByTime times) {
        this.input = input;
        this.times = times;
    }

    /**
     * A batch as the source has it now.
     *
     * @param batch empty where there is no record any more
     * @param records how many
     * @param same whether they are those that were counted
     */
    record Recounted(Counted counted, Optional<LoginBatch> batch, long records, boolean same) {

        /** One that has records of an earlier one, and is not looked at. */
        static Recounted repeated(Counted counted) {
            return new Recounted(counted, Optional.empty(), counted.records(), true);
        }

        /** How many records were counted. */
        long claimed() {
            return counted.records();
        }
    }

    /** Records that are in no batch. */
    record Uncounted(long records, HourCounts hours) {}

    /** The batch between these offsets; empty where the source does not have them any more. */
    Optional<Recounted> batch(Manifest manifest, Counted counted) {
        BatchAssembler batches = assembler(manifest.clock());
        records = 0;
        boolean isThere = read(manifest, counted.firstOffset(), counted.lastOffset(), delivery -> {
            records++;
            batches.add(delivery, 0);
        });
        Optional<LoginBatch> batch = batches.close(manifest.partition(), counted.trigger());
        if (!isThere) {
            return Optional.empty();
        }
        boolean same = batch.isPresent()
                && (counted.checksum().isPresent()
                        ? counted.checksum().getAsLong() == batch.get().checksum()
                        : records == counted.records());
        return Optional.of(new Recounted(counted, batch, records, same));
    }

    /** What is between these offsets, by the rules of this manifest; nothing where the source does not have them any more. */
    Uncounted between(Manifest manifest, long first, long last) {
        LoginCounter counter = new LoginCounter(manifest.clock());
        records = 0;
        boolean isThere = first <= last
                && read(manifest, first, last, delivery -> {
                    records++;
                    if (delivery instanceof Delivery.Login login) {
                        counter.count(login.event());
                    }
                });
        return isThere ? new Uncounted(records, counter.tally().hours()) : new Uncounted(0, HourCounts.EMPTY);
    }

    /** How many records there are between these offsets. */
    long records(Partition partition, long first, long last) {
        records = 0;
        boolean isThere = first <= last
                && input.read(partition, first, last, MissingDeviceType.DEAD_LETTER, delivery -> records++);
        return isThere ? records : 0;
    }

    /** The tally of all outcomes of a manifest; before them are these hours, or as many logins as it claims. */
    Tally tally(Manifest manifest, List<BatchOutcome> outcomes, Optional<HourCounts> start) {
        Tally tally = Tally.of(outcomes, manifest.clock(), times.users(), outcome -> manifest.life())
                .getFirst();
        long before = start.map(HourCounts::total).orElse(manifest.before());
        return new Tally(tally.partition(), tally.life(), tally.batches(), before, tally.timeline(), tally.rejected());
    }

    private boolean read(Manifest manifest, long first, long last, Consumer<Delivery> taker) {
        return input.read(manifest.partition(), first, last, manifest.policy(), taker);
    }

    private BatchAssembler assembler(HourOfDay hourOfDay) {
        if (assembler == null || !hourOfDay.equals(clock)) {
            clock = hourOfDay;
            assembler = new BatchAssembler(UNBOUNDED, hourOfDay, Optional.of(times));
        }
        return assembler;
    }
}
