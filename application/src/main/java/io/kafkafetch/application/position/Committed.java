package io.kafkafetch.application.position;

import io.kafkafetch.domain.insight.HourCounts;
import java.util.Optional;

/**
 * What a group has committed of a partition, as far as it can be read.
 *
 * @param position offset of the next record to read, from 0
 * @param hours logins per hour before it; empty where none are kept with the position, or they cannot be read
 * @param zone that the hours were counted in; empty where there are none
 * @param isReadable false where something is kept with the position that this version cannot read
 * @param life which of the lives of its topic the position is of, such as a topic's id; empty where it does not say
 * @param bookmark that is kept with it, see {@link io.kafkafetch.application.batch.Checkpoint#bookmark}
 */
public record Committed(
        long position, Optional<HourCounts> hours, String zone, boolean isReadable, String life, String bookmark) {

    /** How many logins its hours hold; 0 where there are none. */
    public long logins() {
        return hours.map(HourCounts::total).orElse(0L);
    }
}
