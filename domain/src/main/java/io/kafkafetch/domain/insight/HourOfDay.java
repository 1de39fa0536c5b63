package io.kafkafetch.domain.insight;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The hour of the day, 0 to 23, that a wall clock in this zone shows. Daylight saving follows the zone's rules: an hour
 * that occurs twice counts twice, one that is skipped never. Immutable.
 *
 * <p>The changes of offset from 1970 to 2100 are looked up once, so that to tell an hour in between allocates nothing.
 */
public final class HourOfDay {

    private static final long SECONDS_PER_HOUR = 3600;
    private static final long SECONDS_PER_DAY = 24 * SECONDS_PER_HOUR;
    private static final Instant LOOKED_UP_FROM = Instant.EPOCH;
    private static final Instant LOOKED_UP_UNTIL = Instant.parse("2100-01-01T00:00:00Z");

    /** Coordinated Universal Time, the default. */
    public static final HourOfDay UTC = new HourOfDay(ZoneOffset.UTC);

    private final ZoneId zone;
    private final ZoneRules rules;

    /** Epoch seconds of the changes of offset that are looked up, ascending. */
    private final long[] changes;

    /** Offsets in seconds: the one before the first change, then the one after each. */
    private final int[] offsets;

    /** The clock of this zone; looks its changes of offset up. */
    public HourOfDay(ZoneId zone) {
        this.zone = zone;
        this.rules = zone.getRules();
        List<ZoneOffsetTransition> transitions = transitions(rules);
        this.changes = new long[transitions.size()];
        this.offsets = new int[transitions.size() + 1];
        offsets[0] = rules.getOffset(LOOKED_UP_FROM).getTotalSeconds();
        for (int i = 0; i < changes.length; i++) {
            changes[i] = transitions.get(i).toEpochSecond();
            offsets[i + 1] = transitions.get(i).getOffsetAfter().getTotalSeconds();
        }
    }

    private static List<ZoneOffsetTransition> transitions(ZoneRules rules) {
        List<ZoneOffsetTransition> transitions = new ArrayList<>();
        ZoneOffsetTransition next = rules.nextTransition(LOOKED_UP_FROM);
        while (next != null && next.getInstant().isBefore(LOOKED_UP_UNTIL)) {
            transitions.add(next);
            next = rules.nextTransition(next.getInstant());
        }
        return transitions;
    }

    /** Where the clock hangs. */
    public ZoneId zone() {
        return zone;
    }

    /** The hour at this moment, given in epoch seconds. */
    public int at(long epochSecond) {
        return (int) (Math.floorMod(epochSecond + offset(epochSecond), SECONDS_PER_DAY) / SECONDS_PER_HOUR);
    }

    /**
     * When the hour that contains this moment began, in epoch seconds: the last moment, this one included, at which the
     * wall clock showed a full hour, or at which its offset changed. So an hour has one offset, and is shorter than 60
     * minutes where the offset changes within it.
     */
    public long startOfHour(long epochSecond) {
        long fullHour = epochSecond - Math.floorMod(epochSecond + offset(epochSecond), SECONDS_PER_HOUR);
        return Math.max(fullHour, lastChange(epochSecond));
    }

    /**
     * When the calendar day that contains this moment first began, in epoch seconds. Days have 23 or 25 hours where clocks
     * change; where they are put back over midnight, a few minutes of the day before follow its beginning.
     */
    public long startOfDay(long epochSecond) {
        int offset = offset(epochSecond);
        long midnight = epochSecond - Math.floorMod(epochSecond + offset, SECONDS_PER_DAY);
        return lastChange(epochSecond) < midnight - SECONDS_PER_DAY
                ? midnight
                : LocalDate.ofEpochDay(Math.floorDiv(epochSecond + offset, SECONDS_PER_DAY))
                        .atStartOfDay(zone)
                        .toEpochSecond();
    }

    /** When the offset last changed, this moment included; long ago where it never did. */
    private long lastChange(long epochSecond) {
        if (isLookedUp(epochSecond)) {
            int found = Arrays.binarySearch(changes, epochSecond);
            int index = found < 0 ? -found - 2 : found;
            return index < 0 ? Long.MIN_VALUE : changes[index];
        }
        ZoneOffsetTransition change = rules.previousTransition(Instant.ofEpochSecond(epochSecond + 1));
        return change == null ? Long.MIN_VALUE : change.toEpochSecond();
    }

    private static boolean isLookedUp(long epochSecond) {
        return epochSecond >= LOOKED_UP_FROM.getEpochSecond() && epochSecond < LOOKED_UP_UNTIL.getEpochSecond();
    }

    private int offset(long epochSecond) {
        if (!isLookedUp(epochSecond)) {
            return rules.getOffset(Instant.ofEpochSecond(epochSecond)).getTotalSeconds();
        }
        int found = Arrays.binarySearch(changes, epochSecond);
        return offsets[found < 0 ? -found - 1 : found + 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HourOfDay that && zone.equals(that.zone);
    }

    @Override
    public int hashCode() {
        return zone.hashCode();
    }

    @Override
    public String toString() {
        return "HourOfDay[zone=" + zone + "]";
    }
}
