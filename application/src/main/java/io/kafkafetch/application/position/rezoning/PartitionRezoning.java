package io.kafkafetch.application.position.rezoning;

import io.kafkafetch.application.audit.evidence.Manifest;
import io.kafkafetch.application.position.Committed;
import io.kafkafetch.application.position.Condition;
import io.kafkafetch.application.position.PartitionState;
import io.kafkafetch.application.position.rezoning.Recount.From;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The hours of one partition on their way into another zone: first by themselves, then from tallies, then from records. Records are
 * read a second time where there are more logins than the hours count, as those of a group that began later: then its last
 * ones are counted, as many as the hours count. Not thread-safe.
 */
final class PartitionRezoning {

    private final PartitionState state;
    private final HourCounts hours;
    private final HourOfDay before;
    private final HourOfDay after;
    private final Optional<HourCounts> moved;
    private final TallyHours tallies;
    private @Nullable RecordHours records;
    private boolean isSecondReading;

    /** @param hours of the partition, on the clock before */
    PartitionRezoning(PartitionState state, HourCounts hours, HourOfDay before, HourOfDay after) {
        this.state = state;
        this.hours = hours;
        this.before = before;
        this.after = after;
        ZoneChange change = new ZoneChange(before, after);
        this.moved = change.of(hours);
        this.tallies = new TallyHours(before.zone(), change);
    }

    /** Whether a part of something counts no more than the whole at any hour, and fewer at all together. */
    static boolean isPart(HourCounts part, HourCounts whole) {
        return part.total() < whole.total()
                && IntStream.range(0, HourCounts.HOURS).allMatch(hour -> part.at(hour) <= whole.at(hour));
    }

    /** Whether more has to be known than the hours themselves. */
    boolean isOpen() {
        return moved.isEmpty();
    }

    void add(Manifest manifest) {
        tallies.add(manifest);
    }

    /** Whether its records have to be read, or to be read again; they are then {@linkplain #add added} from the first one on. */
    boolean beginReading() {
        if (records == null) {
            boolean isRead = isOpen()
                    && state.condition() == Condition.INTACT
                    && state.beginning() < position()
                    && ofTallies().filter(found -> found.since().isEmpty()).isEmpty();
            records = isRead ? new RecordHours(before, after, 0) : null;
            return isRead;
        }
        long more = records.logins() - hours.total();
        boolean isReadAgain = more > 0 && records.within(hours).isEmpty() && !isSecondReading;
        if (isReadAgain) {
            isSecondReading = true;
            records = new RecordHours(before, after, more);
        }
        return isReadAgain;
    }

    void add(long offset, Instant recorded, long moment) {
        if (records != null && offset < position()) {
            records.add(offset, recorded, moment);
        }
    }

    private long position() {
        return state.committed().map(Committed::position).orElse(0L);
    }

    private Optional<Recount> ofTallies() {
        return tallies.within(hours, position(), state.life());
    }

    /** The hours; empty where the records that are there are not those that the hours count. */
    Optional<Recount> result() {
        if (moved.isPresent()) {
            return Optional.of(new Recount(moved.get(), From.HOURS, Optional.empty()));
        }
        Optional<Recount> ofRecords = Optional.ofNullable(records).flatMap(read -> read.within(hours));
        Optional<Recount> furthest = Stream.of(ofRecords, ofTallies())
                .flatMap(Optional::stream)
                .reduce((one, other) -> other.hours().total() > one.hours().total() ? other : one);
        return furthest.isEmpty() && records == null ? Optional.of(Recount.NOTHING) : furthest;
    }

    PartitionState state() {
        return state;
    }
}
