package io.kafkafetch.adapters.kafka.repositioning;

import io.kafkafetch.adapters.kafka.input.Incarnation;
import io.kafkafetch.application.position.PartitionState;
import io.kafkafetch.application.record.Partition;
import java.util.List;
import java.util.Optional;

/**
 * A group and its topic at a moment.
 *
 * @param topic as it is now
 * @param partitions all of the topic, in the order of their numbers
 * @param members of the group; none where nobody reads, or the broker does not know the group
 */
public record GroupState(Incarnation topic, List<PartitionState> partitions, List<GroupMember> members) {

    public GroupState {
        partitions = List.copyOf(partitions);
        members = List.copyOf(members);
    }

    /** Who reads this partition; empty where nobody does. */
    public Optional<String> owner(Partition partition) {
        return members.stream()
                .filter(member -> member.partitions().contains(partition))
                .map(GroupMember::name)
                .findFirst();
    }

    /** What a checkpoint of the topic as it is now says of it. */
    public String bookmark() {
        return topic.bookmark();
    }

    /** Whether both are of one topic, and the group has committed the same. */
    boolean hasSamePositions(GroupState other) {
        return topic.id().equals(other.topic.id())
                && partitions.stream()
                        .map(PartitionState::committed)
                        .toList()
                        .equals(other.partitions.stream()
                                .map(PartitionState::committed)
                                .toList());
    }
}
