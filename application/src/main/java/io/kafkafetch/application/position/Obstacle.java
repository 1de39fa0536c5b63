package io.kafkafetch.application.position;

/** Why a position is not moved. */
public enum Obstacle {
    /** There is none to count from. */
    NO_POSITION,
    /** Its hours were counted in another zone, and cannot be kept. */
    OTHER_ZONE,
    /** Its hours cannot be read, and cannot be kept. */
    UNREADABLE_HOURS,
    /** It is of the topic as it is now. */
    OF_THIS_TOPIC,
    /** The same topic ends before it: records that were counted are lost. */
    BEYOND_END,
    /** The group has one. */
    COMMITTED,
    /** No tally of it is kept. */
    NO_TALLY,
    /** The tallies that are kept are of a topic that was deleted. */
    OTHER_TOPIC,
    /** No hours are kept with it: any zone can begin them. */
    NO_HOURS,
    /** Its hours are of the wanted zone already. */
    SAME_ZONE,
    /** It is of a topic that was deleted. */
    RECREATED,
    /** The logins that are there are not those that its hours count. */
    OTHER_LOGINS;

    /** Whether the group is as it is wanted, here. */
    public boolean isHarmless() {
        return this == NO_HOURS || this == SAME_ZONE;
    }
}
