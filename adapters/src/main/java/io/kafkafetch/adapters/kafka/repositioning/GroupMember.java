package io.kafkafetch.adapters.kafka.repositioning;

import io.kafkafetch.application.record.Partition;
import java.util.Set;

/**
 * A member of a group.
 *
 * @param name its {@code group.instance.id}, which begins with the instance's name; else its client's id
 * @param partitions that it reads
 */
public record GroupMember(String name, Set<Partition> partitions) {

    public GroupMember {
        partitions = Set.copyOf(partitions);
    }
}
