package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.generator.GeneratedRecord;
import io.kafkafetch.adapters.generator.GeneratorSettings;
import io.kafkafetch.adapters.generator.LoginGenerator;
import io.kafkafetch.adapters.json.rollup.Rules;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.client.RollupTopics;
import io.kafkafetch.application.rollup.Rollups;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.LoginCounter;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.Validation;
import io.micronaut.context.ApplicationContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** One test's topics, group and settings; starts services on them, feeds them, and reads what they published. */
final class Scenario implements AutoCloseable {

    private static final byte @Nullable [] NO_KEY = null;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String cluster;
    private final int partitions;
    private final Map<String, Object> settings = new HashMap<>();
    private Feed feed = new Feed();
    private final List<ApplicationContext> services = new ArrayList<>();
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;

    Scenario(KafkaCluster kafka, int partitions) throws Exception {
        this(kafka.bootstrapServers(), partitions);
        kafka.serviceSettings().forEach((name, value) -> set("kafka." + name, value));
    }

    Scenario(String cluster, int partitions) throws Exception {
        this.cluster = cluster;
        this.partitions = partitions;
        String id = ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
        set("kafka.bootstrap.servers", cluster);
        set("kafka-fetch.input-topic", "user-login-" + id);
        set("kafka-fetch.output-topic", "insights-" + id);
        set("kafka-fetch.dlq-topic", "user-login-dlq-" + id);
        set("kafka-fetch.dlq-log-topic", "user-login-dlq-" + id + "-log");
        set("kafka-fetch.group-id", "group-" + id);
        set("kafka-fetch.batch-max-age", "1s");
        set("kafka-fetch.rollups", "elsewhere");
        set("kafka-fetch.tallies-topic", "login-tallies-" + id);
        set("kafka-fetch.rollups-topic", "login-rollups-" + id);
        this.admin = Admin.create(Map.of("bootstrap.servers", cluster));
        admin.createTopics(List.of(
                        new NewTopic(inputTopic(), partitions, (short) 1),
                        new NewTopic(outputTopic(), 1, (short) 1),
                        new NewTopic(talliesTopic(), 1, (short) 1),
                        new NewTopic(rollupsTopic(), 1, (short) 1).configs(Map.of("cleanup.policy", "compact")),
                        new NewTopic(deadLetterTopic(), 1, (short) 1).configs(Map.of("max.message.bytes", "2000000"))))
                .all()
                .get();
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", cluster,
                        "max.request.size", 2_000_000,
                        // A topic was just created: see KafkaClients.producer.
                        "max.in.flight.requests.per.connection", 1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    Scenario set(String property, Object value) {
        settings.put(property, value);
        return this;
    }

    Map<String, Object> settings() {
        return settings;
    }

    String cluster() {
        return cluster;
    }

    /** A client of its cluster that is closed with the scenario. */
    Admin admin() {
        return admin;
    }

    String inputTopic() {
        return setting("kafka-fetch.input-topic");
    }

    String outputTopic() {
        return setting("kafka-fetch.output-topic");
    }

    String deadLetterTopic() {
        return setting("kafka-fetch.dlq-topic");
    }

    String deadLetterLogTopic() {
        return setting("kafka-fetch.dlq-log-topic");
    }

    String talliesTopic() {
        return setting("kafka-fetch.tallies-topic");
    }

    String rollupsTopic() {
        return setting("kafka-fetch.rollups-topic");
    }

    String groupId() {
        return setting("kafka-fetch.group-id");
    }

    Feed feed() {
        return feed;
    }

    // ---- services

    ApplicationContext start() {
        return start((method, call) -> call.make());
    }

    ApplicationContext start(FaultPlan plan) {
        return startWith(plan);
    }

    /** A service with these beans beside its own. */
    ApplicationContext startWith(Object... beans) {
        ApplicationContext service = context(settings, beans);
        services.add(service);
        return service;
    }

    /** No service, only clients of its cluster; closed by whoever asked for it. */
    ApplicationContext clients() {
        return context(Map.of("kafka.bootstrap.servers", cluster, "kafka-fetch.source", "none"));
    }

    private static ApplicationContext context(Map<String, Object> properties, Object... beans) {
        return ApplicationContext.builder()
                .banner(false)
                .environmentPropertySource(false)
                .properties(properties)
                .singletons(beans)
                .start();
    }

    /** Ids of the group's present members. */
    Set<String> members() throws Exception {
        return present().stream().map(MemberDescription::consumerId).collect(Collectors.toSet());
    }

    /** How many of the group's members have partitions; a member that is still joining has none. */
    long owners() throws Exception {
        return present().stream()
                .filter(member -> !member.assignment().topicPartitions().isEmpty())
                .count();
    }

    /** The {@code group.instance.id} of each of the group's present static members. */
    Set<String> instanceIds() throws Exception {
        return present().stream()
                .flatMap(member -> member.groupInstanceId().stream())
                .collect(Collectors.toSet());
    }

    /** Which partitions each of the group's present static members has. */
    Map<String, String> partitionsByInstance() throws Exception {
        return present().stream()
                .collect(Collectors.toMap(
                        member -> member.groupInstanceId().orElseThrow(),
                        member -> String.valueOf(member.assignment().topicPartitions().stream()
                                .map(TopicPartition::partition)
                                .sorted()
                                .toList())));
    }

    private List<MemberDescription> present() throws Exception {
        try {
            return admin.describeConsumerGroups(List.of(groupId())).all().get().values().stream()
                    .flatMap(group -> group.members().stream())
                    .toList();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw failure;
        }
    }

    // ---- what goes in

    /** Feeds generated records, spread over all partitions. */
    Scenario generate(long seed, double corruptPercent, int count) throws Exception {
        LoginGenerator logins =
                new LoginGenerator(GeneratorSettings.forTopic().withSeed(seed).withCorruptPercent(corruptPercent));
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            GeneratedRecord login = logins.next();
            records.add(new ProducerRecord<>(inputTopic(), i % partitions, login.key(), login.value()));
        }
        return feed(records);
    }

    /** Feeds this value to partition 0. */
    Scenario feed(byte @Nullable [] value) throws Exception {
        return feed(List.of(new ProducerRecord<>(inputTopic(), 0, NO_KEY, value)));
    }

    Scenario feed(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : records) {
            sent.add(producer.send(record));
        }
        for (int i = 0; i < records.size(); i++) {
            RecordMetadata metadata = sent.get(i).get();
            feed.add(metadata.partition(), metadata.offset(), records.get(i).value());
        }
        return this;
    }

    /** Puts this into a topic, past what the scenario keeps of its feed. */
    void produce(String topic, byte @Nullable [] value) throws Exception {
        produce(new ProducerRecord<>(topic, 0, NO_KEY, value));
    }

    /** The same. */
    void produce(ProducerRecord<byte[], byte[]> record) throws Exception {
        producer.send(record).get();
    }

    /** Deletes the input topic and creates it again; the feed begins again with it. */
    void recreateInput() throws Exception {
        makeAnew(inputTopic());
        feed = new Feed();
    }

    /** What became of the feed that begins here: all that is published from now on. */
    Published since(Published before) {
        Published now = published();
        return new Published(
                now.insights().subList(before.insights().size(), now.insights().size()),
                now.deadLetters()
                        .subList(before.deadLetters().size(), now.deadLetters().size()),
                now.tallies().subList(before.tallies().size(), now.tallies().size()));
    }

    /** Deletes all records of an input partition before this offset. */
    void deleteRecords(int partition, long before) throws Exception {
        admin.deleteRecords(Map.of(new TopicPartition(inputTopic(), partition), RecordsToDelete.beforeOffset(before)))
                .all()
                .get();
    }

    /** What the group has committed of an input partition. */
    OptionalLong committed(int partition) throws Exception {
        TopicPartition topicPartition = new TopicPartition(inputTopic(), partition);
        OffsetAndMetadata found = admin.listConsumerGroupOffsets(groupId())
                .partitionsToOffsetAndMetadata()
                .get()
                .get(topicPartition);
        return found == null ? OptionalLong.empty() : OptionalLong.of(found.offset());
    }

    /** Deletes this topic, and makes it again with one partition. */
    void makeAnew(String topic) throws Exception {
        admin.deleteTopics(List.of(topic)).all().get();
        Await.until("the topic is gone", () -> !admin.listTopics().names().get().contains(topic));
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }

    // ---- what is to be counted of it

    /** Of all that was fed so far. */
    SameTotals totals() {
        Map<String, Long> rejected = new TreeMap<>();
        feed.verdicts().values().stream()
                .flatMap(List::stream)
                .filter(Validation.Rejected.class::isInstance)
                .flatMap(verdict -> ((Validation.Rejected) verdict)
                        .reasons().stream().map(Reason::code).distinct())
                .forEach(code -> rejected.merge(code, 1L, Long::sum));
        return SameTotals.of(tally(), rejected);
    }

    /** Logins per hour of all that was fed so far. */
    HourCounts hours() {
        return tally().hours();
    }

    /** How many records each partition was fed. */
    Map<Integer, Long> ends() {
        Map<Integer, Long> ends = new TreeMap<>();
        feed.verdicts().forEach((partition, records) -> ends.put(partition, (long) records.size()));
        return ends;
    }

    private LoginTally tally() {
        LoginCounter counter = new LoginCounter(HourOfDay.UTC);
        feed.verdicts().values().stream()
                .flatMap(List::stream)
                .filter(LoginEvent.class::isInstance)
                .forEach(verdict -> counter.count((LoginEvent) verdict));
        return counter.tally();
    }

    /** Lets the dead letter topic take no record above this. */
    Scenario shrinkDeadLetters(int maxMessageBytes) throws Exception {
        alter(deadLetterTopic(), "max.message.bytes", String.valueOf(maxMessageBytes));
        return this;
    }

    /** Lets Kafka delete all but the last record of each key. */
    void compact(String topic) throws Exception {
        alter(topic, "cleanup.policy", "compact");
    }

    private void alter(String topic, String name, String value) throws Exception {
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    // ---- what comes out

    /** Waits until at least all that was fed is accounted for. */
    void awaitAccounted() throws Exception {
        awaitAccounted(() -> "");
    }

    /** The same; a failure also says what these details are then. */
    void awaitAccounted(Callable<String> details) throws Exception {
        outputs().awaitAccounted(feed.size(), details);
    }

    /** Stops all services, then reads all that they published and checks every guarantee. */
    Published stopAndCheck() {
        services.forEach(ApplicationContext::close);
        services.clear();
        Published published = published();
        Guarantee.checkAll(feed, published);
        return published;
    }

    /** All that a read_committed reader finds now. */
    Published published() {
        return outputs().published();
    }

    /** The totals that a read_committed reader finds now, the last of each key. */
    Rollups rollups() {
        return outputs().rollups();
    }

    /** All insights that a read_committed reader finds now, as they are. */
    List<String> insightLines() {
        return outputs().insightLines();
    }

    private Outputs outputs() {
        return new Outputs(cluster, outputTopic(), deadLetterTopic(), talliesTopic(), rollupsTopic(), rules());
    }

    /** Waits until at least all logins that were fed are in the totals. */
    void awaitRolledUp() throws Exception {
        long[] counted = {0};
        Await.until(feed.accepted() + " logins are in the totals", () -> {
            counted[0] = rollups().standing().counted();
            return counted[0] >= feed.accepted();
        });
    }

    /** What its services are called in the cluster. */
    KafkaPipeline pipeline() {
        return new KafkaPipeline(
                groupId(),
                inputTopic(),
                outputTopic(),
                deadLetterTopic(),
                HourOfDay.UTC,
                Optional.of(new RollupTopics(talliesTopic(), rollupsTopic(), rules())));
    }

    /** What its services count by. */
    Rules rules() {
        return new Rules(groupId(), HourOfDay.UTC, MissingDeviceType.DEAD_LETTER);
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private String setting(String name) {
        return String.valueOf(settings.get(name));
    }

    @Override
    public void close() {
        services.forEach(ApplicationContext::close);
        producer.close();
        admin.close();
    }
}
