package io.kafkafetch.adapters.kafka.repositioning;

import java.util.List;
import java.util.stream.Collectors;

/** A group's positions may not be moved now, and none was; the message says why. */
public final class UnmovableGroupException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int MOST_NAMED = 5;

    private UnmovableGroupException(String message) {
        super(message);
    }

    /** Somebody is in the group. */
    static UnmovableGroupException active(String group, List<GroupMember> members) {
        String names = members.stream()
                .map(GroupMember::name)
                .distinct()
                .sorted()
                .limit(MOST_NAMED)
                .collect(Collectors.joining(", "));
        long more = members.stream().map(GroupMember::name).distinct().count() - MOST_NAMED;
        return new UnmovableGroupException("group " + group + " is active: "
                + (names.isEmpty() ? "a member has joined" : names + (more > 0 ? " and " + more + " more" : ""))
                + ". Nothing was written. Stop all instances and try again; one with a given name leaves only when its"
                + " session is over");
    }

    /** Somebody was in it, or moved it, since it was looked at. */
    static UnmovableGroupException changed(String group) {
        return new UnmovableGroupException("the positions of group " + group
                + ", or its topic, have changed since they were looked at. Nothing was written. Look again");
    }
}
