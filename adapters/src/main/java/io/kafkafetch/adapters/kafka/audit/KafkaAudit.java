package io.kafkafetch.adapters.kafka.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.json.audit.JsonWire;
import io.kafkafetch.adapters.json.audit.TotalsAudit;
import io.kafkafetch.adapters.json.rollup.Rules;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.client.RollupTopics;
import io.kafkafetch.adapters.kafka.client.TopicPartitions;
import io.kafkafetch.adapters.kafka.client.UnusableCheckpointException;
import io.kafkafetch.adapters.kafka.offsets.CommittedOffsets;
import io.kafkafetch.adapters.kafka.records.TallyRecords;
import io.kafkafetch.adapters.registry.Schemas;
import io.kafkafetch.application.audit.Audit;
import io.kafkafetch.application.audit.Scope;
import io.kafkafetch.application.audit.Selection;
import io.kafkafetch.application.audit.Survey;
import io.kafkafetch.application.audit.evidence.Finding;
import io.kafkafetch.application.audit.evidence.Manifest;
import io.kafkafetch.application.audit.run.AuditProgress;
import io.kafkafetch.application.audit.run.AuditReport;
import io.kafkafetch.application.audit.run.AuditRun;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.record.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Audits a pipeline in Kafka as far as it was committed when the audit begins, be there a service at work or not. It changes
 * nothing, and is a member of no group. What is read first decides: the group's offsets, the totals, then which tallies are
 * committed, and at last how far the other topics have to be read to see all of these. Used by one thread.
 */
public final class KafkaAudit {

    private static final Duration OFFSETS_TIMEOUT = Duration.ofSeconds(15);

    /** A transaction and its tally are not farther apart; the clocks of instances may be. */
    private static final Duration SLACK = Duration.ofHours(1);

    /** A record is published at most so long before the tally of its commit. */
    private static final Duration COMMIT = Duration.ofMinutes(1);

    private final KafkaClients clients;
    private final KafkaPipeline pipeline;
    private final RollupTopics topics;
    private final Optional<Schemas> schemas;
    private final Selection selection;
    private final Duration patience;
    private final JsonWire wire;

    /**
     * @param topics where the pipeline's tallies and totals are
     * @param schemas by which values are read that name theirs; empty where no registry is known
     * @param patience how long to wait for records that should be there
     */
    public KafkaAudit(
            KafkaClients clients,
            KafkaPipeline pipeline,
            RollupTopics topics,
            Optional<Schemas> schemas,
            Selection selection,
            Duration patience) {
        this.clients = clients;
        this.pipeline = pipeline;
        this.topics = topics;
        this.schemas = schemas;
        this.selection = selection;
        this.patience = patience;
        this.wire =
                new JsonWire(topics.rules(), new Letters(pipeline.deadLetterTopic(), pipeline.groupId())::difference);
    }

    /**
     * Audits.
     *
     * @param findings hears of each finding
     * @throws UnreadableTopicException if a topic is missing, or cannot be read as far as it was written
     * @throws org.apache.kafka.common.KafkaException if the cluster does not answer, or refuses
     */
    public AuditReport run(java.util.function.Consumer<Finding> findings, AuditProgress progress) {
        try (Admin admin = clients.admin();
                Consumer<byte[], byte[]> source = reader("source");
                Consumer<byte[], byte[]> tallies = reader("tallies");
                Consumer<byte[], byte[]> published = reader("published")) {
            Topic input = Topic.of(admin, pipeline.inputTopic());
            List<TopicPartition> outputs = Stream.of(pipeline.outputTopic(), pipeline.deadLetterTopic())
                    .flatMap(topic -> Topic.of(admin, topic).partitions().stream())
                    .toList();
            Topic.of(admin, topics.tallies());
            Map<Partition, Checkpoint> committed = committed(input.partitions());
            Optional<TotalsAudit> totals = totals(admin);
            TallyTopic tallyTopic = new TallyTopic(
                    tallies,
                    new TopicPartition(topics.tallies(), TallyRecords.PARTITION),
                    pipeline.groupId(),
                    pipeline.inputTopic(),
                    patience);
            Survey survey = new Survey(committed, pipeline.hourOfDay());
            tallyTopic.forEach(manifest -> survey.add(manifest, selection.wants(manifest)), unreadable -> {});
            published.assign(outputs);
            OutputOffsets offsets = new OutputOffsets(published, outputs, Topic.ends(admin, outputs));
            source.assign(input.partitions()); // a question about others is a warning in the log
            Map<TopicPartition, Long> beginnings = source.beginningOffsets(input.partitions());
            KafkaInput inputRecords = new KafkaInput(
                    new RecordQueues(source, beginnings),
                    input.id(),
                    topics.rules().format(),
                    schemas,
                    wire.times().hash(),
                    beginnings,
                    Topic.ends(admin, input.partitions()),
                    patience);
            Audit audit =
                    new Audit(scope(survey, committed, offsets), inputRecords, wire, DeriveInsights::new, findings);
            PublishedTopics publishedTopics = publishedTopics(published, offsets, survey);
            AuditRun run =
                    new AuditRun(audit, survey, selection, publishedTopics, totals, wire::hasSameUsers, progress);
            tallyTopic.forEach(run::add, findings);
            return run.finish(findings);
        }
    }

    private Consumer<byte[], byte[]> reader(String role) {
        return clients.reader(pipeline.groupId() + "-verify-" + role);
    }

    private Scope scope(Survey survey, Map<Partition, Checkpoint> committed, OutputOffsets offsets) {
        Rules rules = topics.rules();
        return new Scope(
                survey.beginnings(),
                selection.batch().isPresent() ? Map.of() : committed,
                selection::samples,
                offsets.completeSince(pipeline.outputTopic()).plus(COMMIT),
                offsets.completeSince(pipeline.deadLetterTopic()).plus(COMMIT),
                Manifest.rules(rules.clock(), rules.missingDeviceType(), rules.formatId()));
    }

    private PublishedTopics publishedTopics(Consumer<byte[], byte[]> reader, OutputOffsets offsets, Survey survey) {
        Optional<Instant> from = selection.isWhole() ? Optional.empty() : survey.earliest();
        Optional<Instant> to = selection.batch().isEmpty() ? Optional.empty() : survey.latest();
        return new PublishedTopics(
                new RecordQueues(reader, offsets.from(from.map(first -> first.minus(SLACK)))),
                pipeline.inputTopic(),
                pipeline.outputTopic(),
                new Letters(pipeline.deadLetterTopic(), pipeline.groupId()),
                offsets.to(to.map(last -> last.plus(SLACK))),
                patience);
    }

    /** Where the group stands; of partitions whose hours are of other rules nothing. */
    private Map<Partition, Checkpoint> committed(List<TopicPartition> partitions) {
        Map<Partition, Checkpoint> committed = new HashMap<>();
        try (Consumer<byte[], byte[]> observer = clients.observer(pipeline.groupId())) {
            CommittedOffsets.of(pipeline)
                    .read(observer, partitions, OFFSETS_TIMEOUT)
                    .forEach(
                            (partition, checkpoint) -> committed.put(TopicPartitions.partition(partition), checkpoint));
        } catch (UnusableCheckpointException otherRules) {
            return Map.of();
        }
        return committed;
    }

    /** The totals as they are published now; empty where the audit is not of all tallies. */
    private Optional<TotalsAudit> totals(Admin admin) {
        if (!selection.isWhole()) {
            return Optional.empty();
        }
        Topic.of(admin, topics.rollups());
        TopicPartition partition = new TopicPartition(topics.rollups(), TallyRecords.PARTITION);
        Map<String, byte[]> records = new HashMap<>();
        Patience most = new Patience(patience);
        try (Consumer<byte[], byte[]> reader = reader("totals")) {
            reader.assign(List.of(partition));
            RecordQueues queue = new RecordQueues(reader, reader.beginningOffsets(List.of(partition)));
            long end = reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (queue.position(partition) < end || queue.peek(partition) != null) {
                ConsumerRecord<byte[], byte[]> record = queue.peek(partition);
                if (record == null) {
                    queue.poll(Set.of(partition));
                    most.check(partition, end);
                } else {
                    queue.pop(partition);
                    most.begin();
                    put(records, record, end);
                }
            }
        }
        return Optional.of(new TotalsAudit(records, topics.rules()));
    }

    private static void put(Map<String, byte[]> records, ConsumerRecord<byte[], byte[]> record, long end) {
        if (record.key() == null || record.offset() >= end) {
            return;
        }
        String key = new String(record.key(), UTF_8);
        if (record.value() == null) {
            records.remove(key);
        } else {
            records.put(key, record.value());
        }
    }
}
