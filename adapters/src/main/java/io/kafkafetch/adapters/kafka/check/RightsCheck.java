package io.kafkafetch.adapters.kafka.check;

import static org.apache.kafka.common.acl.AclOperation.READ;

import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaFaults;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.rights.Resource;
import io.kafkafetch.adapters.kafka.rights.Right;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Tries each right, by what a service does with it and what leaves nothing behind. Used by one thread. */
record RightsCheck(Admin admin, KafkaClients clients, KafkaPipeline pipeline, List<Finding> findings) {

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(1);

    /** Reading and describing first, then all that is written, in transactions that are aborted. */
    void tryAll(List<Right> rights) throws InterruptedException {
        List<Resource> written = new ArrayList<>();
        for (Right right : rights) {
            switch (right.operation()) {
                case READ -> {
                    if (right.resource().isTopic()) {
                        report(right, read(right.resource().name(pipeline)));
                    } else {
                        report(right, leave(right.resource().name(pipeline)));
                    }
                }
                case CREATE -> report(right, create(right.resource().name(pipeline)));
                case DESCRIBE_CONFIGS -> describeConfigs(right);
                default -> written.add(right.resource());
            }
        }
        if (!written.isEmpty()) {
            new AbortedTransaction(admin, clients, pipeline, findings).tryAll(written, committed(rights, written));
        }
    }

    private Map<String, String> committed(List<Right> rights, List<Resource> written) {
        Map<String, String> committed = new TreeMap<>();
        if (written.contains(Resource.TRANSACTIONAL_IDS)) {
            if (rights.contains(new Right(Resource.GROUP, READ))) {
                committed.put(pipeline.groupId(), pipeline.inputTopic());
            }
            if (rights.contains(new Right(Resource.FILE_GROUP, READ))) {
                committed.put(pipeline.fileGroupId(), pipeline.outputTopic());
            }
        }
        return committed;
    }

    private void report(Right right, @Nullable Throwable failure) {
        findings.add(of(right, pipeline, failure));
    }

    /** What it means that this right could be used, or not. */
    static Finding of(Right right, KafkaPipeline pipeline, @Nullable Throwable failure) {
        String subject = right.text(pipeline);
        return switch (failure) {
            case null -> Finding.ok(subject, "allowed");
            case AuthorizationException denied ->
                Finding.fail(
                        subject,
                        "not allowed",
                        "grant it to this user; the table of ACLs in docs/CONFIGURATION.md has all");
            case UnknownTopicOrPartitionException missing ->
                Finding.warn(subject, "not known while the topic is not there", "check again when it is");
            default -> Finding.fail(subject, KafkaFaults.describe(failure), "see docs/RUNBOOK.md, and check again");
        };
    }

    private @Nullable Throwable read(String topic) {
        try (Consumer<byte[], byte[]> reader = clients.probe(pipeline.groupId() + "-check")) {
            TopicPartition partition = new TopicPartition(topic, 0);
            reader.assign(List.of(partition));
            if (reader.partitionsFor(topic, Answer.TIMEOUT).isEmpty()) {
                return new UnknownTopicOrPartitionException(topic);
            }
            reader.seekToBeginning(List.of(partition));
            reader.position(partition, Answer.TIMEOUT);
            reader.poll(READ_TIMEOUT);
            return null;
        } catch (KafkaException failure) {
            return failure;
        }
    }

    /** A group lets a member go if it may be read, before it finds that there is none of this name. */
    private @Nullable Throwable leave(String group) throws InterruptedException {
        Set<MemberToRemove> nobody = Set.of(new MemberToRemove("kafka-fetch-check-" + UUID.randomUUID()));
        Answer<Void> answer = Answer.of(admin.removeMembersFromConsumerGroup(
                        group, new RemoveMembersFromConsumerGroupOptions(nobody).timeoutMs(Answer.timeoutMillis()))
                .all());
        return Optional.ofNullable(root(answer.failure()))
                .filter(AuthorizationException.class::isInstance)
                .orElse(null);
    }

    private static @Nullable Throwable root(@Nullable Throwable failure) {
        Throwable root = failure;
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** The broker decides all of it, and creates nothing. */
    private @Nullable Throwable create(String topic) throws InterruptedException {
        KafkaFuture<Void> created = admin.createTopics(
                        List.of(new NewTopic(topic, Optional.empty(), Optional.empty())),
                        new CreateTopicsOptions().validateOnly(true).timeoutMs(Answer.timeoutMillis()))
                .all();
        Answer<Void> answer = Answer.of(created);
        return answer.failedWith(TopicExistsException.class) || answer.failedWith(InvalidTopicException.class)
                ? null
                : answer.failure();
    }

    private void describeConfigs(Right right) throws InterruptedException {
        ConfigResource resource =
                new ConfigResource(ConfigResource.Type.TOPIC, right.resource().name(pipeline));
        Answer<?> answer = Answer.of(
                admin.describeConfigs(List.of(resource), new DescribeConfigsOptions().timeoutMs(Answer.timeoutMillis()))
                        .all());
        Finding finding = of(right, pipeline, answer.failure());
        findings.add(
                finding.level() == Finding.Level.FAIL
                        ? Finding.warn(finding.subject(), finding.text() + " (optional)", finding.action())
                        : finding);
    }
}
