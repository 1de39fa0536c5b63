package io.kafkafetch.adapters.kafka.repositioning;

import static java.util.Objects.requireNonNull;

import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.client.TopicPartitions;
import io.kafkafetch.adapters.kafka.input.Incarnation;
import io.kafkafetch.adapters.kafka.offsets.OffsetMetadata;
import io.kafkafetch.adapters.kafka.topics.Topics.UnusableClusterException;
import io.kafkafetch.application.position.Committed;
import io.kafkafetch.application.position.Move;
import io.kafkafetch.application.position.PartitionState;
import io.kafkafetch.application.record.Partition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedMemberEpochException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.IllegalGenerationException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.StaleMemberEpochException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Where the lanes' group stands, and how it is put elsewhere. A broker takes offsets that no member commits only while the
 * group has no members, and those of one request together or not at all. So an instance that starts meanwhile either reads what
 * was written, or is a member already and the write is refused. Used by one thread.
 */
public final class GroupPositions implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(8);

    /** A transaction that a killed instance left open ends in less. */
    private static final Duration SETTLED = Duration.ofSeconds(30);

    private final KafkaClients clients;
    private final KafkaPipeline pipeline;
    private final Duration patience;
    private final Admin admin;

    /** @throws UnusableClusterException if no broker's name has an address */
    public GroupPositions(KafkaClients clients, KafkaPipeline pipeline) {
        this(clients, pipeline, SETTLED);
    }

    /** @param patience how long to wait for what a killed instance left open */
    GroupPositions(KafkaClients clients, KafkaPipeline pipeline, Duration patience) {
        this.clients = clients;
        this.pipeline = pipeline;
        this.patience = patience;
        try {
            this.admin = clients.admin();
        } catch (KafkaException failure) {
            throw KafkaClients.isUnresolved(failure) ? silent() : failure;
        }
    }

    /**
     * Looks at group and topic, be there a service at work or not.
     *
     * @throws UnusableClusterException if the topic is not there, or nobody answers
     * @throws KafkaException if the cluster refuses
     */
    public GroupState look() throws InterruptedException {
        return state(this::present);
    }

    /**
     * The same of a group without members, once what they committed last is certain.
     *
     * @throws UnmovableGroupException if the group has members
     */
    public GroupState settled() throws InterruptedException {
        requireInactive();
        GroupState state = state(this::certain);
        if (!state.members().isEmpty()) {
            throw UnmovableGroupException.active(pipeline.groupId(), state.members());
        }
        return state;
    }

    /** The first record of each partition that is not older than this; a partition without one is not in the map. */
    public Map<Partition, Long> since(Collection<PartitionState> partitions, Instant moment)
            throws InterruptedException {
        Map<Partition, Long> found = new HashMap<>();
        offsets(
                        partitions.stream()
                                .map(state -> TopicPartitions.topicPartition(state.partition()))
                                .toList(),
                        OffsetSpec.forTimestamp(Math.max(0, moment.toEpochMilli())))
                .forEach((partition, offset) -> {
                    if (offset >= 0) {
                        found.put(TopicPartitions.partition(partition), offset);
                    }
                });
        return found;
    }

    /**
     * Writes all of these moves, or none.
     *
     * @param seen the group that they were planned for
     * @throws UnmovableGroupException if it is not as it was, or somebody is in it
     * @throws UnusableClusterException if it is not certain whether they were written
     */
    public void write(GroupState seen, List<Move> moves) throws InterruptedException {
        if (!settled().hasSamePositions(seen)) {
            throw UnmovableGroupException.changed(pipeline.groupId());
        }
        write(moves.stream()
                .collect(Collectors.toMap(
                        move -> TopicPartitions.topicPartition(move.before().partition()),
                        move -> new OffsetMetadata(ZoneId.of(move.zone())).encode(move.after()))));
    }

    /** Writes them without a look before. */
    void write(Map<TopicPartition, OffsetAndMetadata> offsets) throws InterruptedException {
        try {
            answer(
                    admin.alterConsumerGroupOffsets(
                                    pipeline.groupId(),
                                    offsets,
                                    new AlterConsumerGroupOffsetsOptions().timeoutMs(millis()))
                            .all(),
                    "Read group " + pipeline.groupId() + " and topic " + pipeline.inputTopic());
        } catch (UnknownMemberIdException
                | IllegalGenerationException
                | RebalanceInProgressException
                | StaleMemberEpochException
                | FencedMemberEpochException somebody) {
            throw UnmovableGroupException.active(pipeline.groupId(), members());
        } catch (UnusableClusterException silence) {
            throw new UnusableClusterException(
                    "no broker has said whether the offsets were written; all of them were, or"
                            + " none: offsets show says which");
        }
    }

    private void requireInactive() throws InterruptedException {
        List<GroupMember> members = members();
        if (!members.isEmpty()) {
            throw UnmovableGroupException.active(pipeline.groupId(), members);
        }
    }

    /** Reads what is committed of some partitions. */
    @FunctionalInterface
    private interface Reading {
        Map<TopicPartition, OffsetAndMetadata> of(Set<TopicPartition> partitions) throws InterruptedException;
    }

    private GroupState state(Reading reading) throws InterruptedException {
        Incarnation topic = topic();
        List<TopicPartition> partitions = IntStream.range(0, topic.partitions())
                .mapToObj(number -> new TopicPartition(pipeline.inputTopic(), number))
                .toList();
        // In this order no position is beyond an end.
        Map<TopicPartition, OffsetAndMetadata> committed = reading.of(new HashSet<>(partitions));
        Map<TopicPartition, Long> beginnings = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        String life = topic.isKnown() ? topic.id().toString() : "";
        return new GroupState(
                topic,
                partitions.stream()
                        .map(partition -> {
                            long beginning = beginnings.getOrDefault(partition, 0L);
                            return new PartitionState(
                                    TopicPartitions.partition(partition),
                                    life,
                                    committed(committed, partition),
                                    beginning,
                                    Math.max(beginning, ends.getOrDefault(partition, 0L)));
                        })
                        .toList(),
                members());
    }

    /** Kafka's maps hold null for a partition without a committed offset. */
    private static Optional<Committed> committed(
            Map<TopicPartition, OffsetAndMetadata> offsets, TopicPartition partition) {
        return Optional.ofNullable(offsets.get(partition)).map(CommittedState::of);
    }

    private Incarnation topic() throws InterruptedException {
        String name = pipeline.inputTopic();
        try {
            TopicDescription description = requireNonNull(answer(
                            admin.describeTopics(List.of(name), new DescribeTopicsOptions().timeoutMs(millis()))
                                    .allTopicNames(),
                            "Describe topic " + name)
                    .get(name));
            return new Incarnation(
                    description.topicId(), Math.max(1, description.partitions().size()));
        } catch (UnknownTopicOrPartitionException away) {
            throw new UnusableClusterException("there is no topic " + name + " at " + clients.bootstrapServers()
                    + ": offsets are counted in a topic that is there; check INPUT_TOPIC");
        }
    }

    private List<GroupMember> members() throws InterruptedException {
        String group = pipeline.groupId();
        try {
            return answer(
                            requireNonNull(admin.describeConsumerGroups(
                                            List.of(group), new DescribeConsumerGroupsOptions().timeoutMs(millis()))
                                    .describedGroups()
                                    .get(group)),
                            "Describe group " + group)
                    .members()
                    .stream()
                    .map(GroupPositions::member)
                    .toList();
        } catch (GroupIdNotFoundException unknown) {
            return List.of();
        }
    }

    private static GroupMember member(MemberDescription member) {
        return new GroupMember(
                member.groupInstanceId().orElseGet(member::clientId),
                TopicPartitions.partitions(member.assignment().topicPartitions()));
    }

    /** What is durable, without waiting for transactions that are being committed. */
    private Map<TopicPartition, OffsetAndMetadata> present(Set<TopicPartition> partitions) throws InterruptedException {
        try {
            return answer(
                    admin.listConsumerGroupOffsets(
                                    Map.of(
                                            pipeline.groupId(),
                                            new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)),
                                    new ListConsumerGroupOffsetsOptions().timeoutMs(millis()))
                            .partitionsToOffsetAndMetadata(pipeline.groupId()),
                    "Describe group " + pipeline.groupId());
        } catch (GroupIdNotFoundException unknown) {
            return Map.of();
        }
    }

    /** Waits for a transaction that a killed instance left open: its offsets may still become durable. */
    private Map<TopicPartition, OffsetAndMetadata> certain(Set<TopicPartition> partitions) {
        try (Consumer<byte[], byte[]> observer = clients.observer(pipeline.groupId())) {
            return observer.committed(partitions, patience);
        } catch (TimeoutException open) {
            throw new UnusableClusterException("what group " + pipeline.groupId()
                    + " committed last is not certain after "
                    + patience.toSeconds() + " s: an instance that was killed has left a transaction open. Nothing was"
                    + " written; try again in a minute");
        }
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec)
            throws InterruptedException {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec));
        return answer(
                        admin.listOffsets(
                                        asked,
                                        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs(millis()))
                                .all(),
                        "Describe topic " + pipeline.inputTopic())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, found -> offset(found.getValue())));
    }

    private static long offset(ListOffsetsResultInfo found) {
        return found.offset();
    }

    /** @param right that it needs, for people */
    private <T> T answer(KafkaFuture<T> future, String right) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            throw switch (cause) {
                case TimeoutException none -> silent();
                case AuthorizationException denied ->
                    new UnusableClusterException("Kafka at " + clients.bootstrapServers() + " does not let this user "
                            + right + "; grant this user the rights in the table of ACLs in docs/CONFIGURATION.md");
                case KafkaException refused -> refused;
                default -> new KafkaException(cause);
            };
        }
    }

    private UnusableClusterException silent() {
        return new UnusableClusterException("no broker of KAFKA_BOOTSTRAP_SERVERS=" + clients.bootstrapServers()
                + " answers; check that the brokers run, the address and port, and KAFKA_SECURITY_PROTOCOL");
    }

    private static int millis() {
        return Math.toIntExact(ANSWER.toMillis());
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
