package io.kafkafetch.bootstrap.config;

import static io.kafkafetch.bootstrap.settings.SettingType.choice;
import static io.kafkafetch.bootstrap.settings.SettingType.choiceInAnyCase;
import static io.kafkafetch.bootstrap.settings.SettingType.duration;
import static io.kafkafetch.bootstrap.settings.SettingType.flag;
import static io.kafkafetch.bootstrap.settings.SettingType.number;
import static io.kafkafetch.bootstrap.settings.SettingType.whole;

import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.json.mapping.Presets;
import io.kafkafetch.adapters.json.rollup.Rules;
import io.kafkafetch.adapters.kafka.budget.MemoryBudget;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.client.RollupTopics;
import io.kafkafetch.adapters.kafka.input.WhenRecreated;
import io.kafkafetch.adapters.kafka.source.LaneSettings;
import io.kafkafetch.adapters.kafka.topics.Topics;
import io.kafkafetch.adapters.kafka.value.ValueDecoder;
import io.kafkafetch.adapters.registry.PatientSchemas;
import io.kafkafetch.adapters.registry.SchemaShelf;
import io.kafkafetch.adapters.registry.Schemas;
import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.application.rollup.Tally;
import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.settings.Setting;
import io.kafkafetch.bootstrap.settings.Setting.Group;
import io.kafkafetch.bootstrap.settings.SettingType;
import io.kafkafetch.bootstrap.settings.Settings;
import io.kafkafetch.domain.insight.ChosenMetrics;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.Metric;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.rollup.ByTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings that every service has, and those of Kafka's topics and group. Kafka's own client settings are
 * {@code kafka.*}, and so {@code KAFKA_*} in the environment.
 *
 * @param inputTopic topic the logins come from
 * @param outputTopic topic the insights go to
 * @param dlqTopic topic the dead letters go to
 * @param dlqLogTopic topic that says what was done with dead letters
 * @param instanceId name of this instance, the same after a restart; without it one is found
 * @param consumerThreads consumers in this instance; more than partitions are of no use
 * @param insights which metrics are published of each batch
 * @param topicReplication copies of created topics; -1 for the broker's default
 * @param topicRecreated what to do when the input topic was deleted and created again
 * @param rollups totals over all partitions
 * @param registry where the schemas of the input topic's records are
 */
public record KafkaFetchConfiguration(
        Source source,
        Sink sink,
        String inputTopic,
        String outputTopic,
        String dlqTopic,
        String dlqLogTopic,
        String groupId,
        Optional<String> instanceId,
        int batchSize,
        Duration batchMaxAge,
        int consumerThreads,
        ZoneId zone,
        LoginFormat format,
        ChosenMetrics insights,
        boolean createTopics,
        int topicPartitions,
        int topicReplication,
        WhenRecreated topicRecreated,
        RollupConfiguration rollups,
        RegistryConfiguration registry) {

    static final Setting<Source> SOURCE = Setting.of(
            Group.SERVICE,
            "SOURCE",
            choice(Source.class, Set.of(Source.TALLIES, Source.NONE)),
            "kafka",
            "where logins come from");
    static final Setting<Sink> SINK =
            Setting.of(Group.SERVICE, "SINK", choice(Sink.class), "kafka", "where insights and dead letters go");
    static final Setting<Integer> BATCH_SIZE =
            Setting.of(Group.SERVICE, "BATCH_SIZE", whole(1, 1_000_000), "50", "accepted logins a batch closes at");
    static final Setting<Duration> BATCH_MAX_AGE = Setting.of(
            Group.SERVICE,
            "BATCH_MAX_AGE",
            duration("1ms", "1h", "5s or 250ms"),
            "5s",
            "age at which a batch closes with fewer");
    static final Setting<ZoneId> ZONE = Setting.of(
            Group.SERVICE,
            "ZONE",
            SettingType.of(
                    "a time zone such as UTC, Europe/Berlin or +02:00",
                    "`Europe/Berlin`, `+02:00`, …",
                    KafkaFetchConfiguration::zone),
            "UTC",
            "time zone of the hours");
    static final Setting<MissingDeviceType> MISSING_DEVICE_TYPE = Setting.of(
            Group.SERVICE,
            "MISSING_DEVICE_TYPE",
            choiceInAnyCase(MissingDeviceType.class),
            "dead-letter",
            "a login without `device_type` is a dead letter, or counted as `unknown`");
    static final Setting<Optional<String>> LOGIN_MAPPING = Setting.of(
                    Group.SERVICE,
                    "LOGIN_MAPPING",
                    SettingType.text(
                                    "the name of a feed, or a file",
                                    "`" + String.join("`, `", Presets.NAMES) + "`, a file")
                            .optional(),
                    "",
                    "where events of another form have the fields of a login")
            .more("; see [Feeds](FEEDS.md)");
    static final Setting<ChosenMetrics> INSIGHTS = Setting.of(
                    Group.SERVICE,
                    "INSIGHTS",
                    SettingType.of(
                            "all, none, or some of "
                                    + Metric.ALL.stream().map(Metric::wireName).collect(Collectors.joining(", "))
                                    + ", each once, with commas between them",
                            "`all`, `none`, or some of "
                                    + Metric.ALL.stream()
                                            .map(metric -> "`" + metric.wireName() + "`")
                                            .collect(Collectors.joining(", ")),
                            ChosenMetrics::of),
                    "all",
                    "which insights are published, with commas between them")
            .more("; see [Fewer insights](OPERATIONS.md#fewer-insights)");
    public static final Setting<String> BOOTSTRAP_SERVERS = Setting.of(
                    Group.KAFKA,
                    "KAFKA_BOOTSTRAP_SERVERS",
                    SettingType.text("the cluster's brokers", "`host:port,…`"),
                    "localhost:29092",
                    "the cluster")
            .as("kafka.bootstrap.servers");
    static final Setting<String> GROUP_ID = Setting.of(
                    Group.KAFKA, "GROUP_ID", SettingType.text("a name", "not blank"), "kafka-fetch", "consumer group")
            .more("; owns position and running hours");
    static final Setting<Optional<String>> INSTANCE_ID = Setting.of(
                    Group.KAFKA,
                    "INSTANCE_ID",
                    SettingType.text("a name", "any text").optional(),
                    "",
                    "name of this instance, the same after a restart, unique in the group")
            .more("; see [Names](OPERATIONS.md#names-of-instances)")
            .found("host name and slot");
    static final Setting<Integer> CONSUMER_THREADS = Setting.of(
                    Group.KAFKA, "CONSUMER_THREADS", whole(1, 64), "1", "consumers in this instance")
            .more("; more than partitions are of no use");
    static final Setting<Boolean> CREATE_TOPICS =
            Setting.of(Group.KAFKA, "CREATE_TOPICS", flag(), "false", "create missing topics");
    static final Setting<Integer> TOPIC_PARTITIONS =
            Setting.of(Group.KAFKA, "TOPIC_PARTITIONS", whole(1, 10_000), "1", "partitions of created topics");
    static final Setting<Integer> TOPIC_REPLICATION = Setting.of(
            Group.KAFKA,
            "TOPIC_REPLICATION",
            SettingType.of(
                    "a whole number from 1 to 32767, or -1 for the broker's default",
                    "-1, or from 1",
                    text -> number(text).filter(copies -> copies == -1 || (copies >= 1 && copies <= Short.MAX_VALUE))),
            "-1",
            "copies of created topics; -1 is the broker's default");
    static final Setting<WhenRecreated> TOPIC_RECREATED = Setting.of(
                    Group.KAFKA,
                    "TOPIC_RECREATED",
                    choice(WhenRecreated.class),
                    "hold",
                    "hold, or restart in an input topic that was created again")
            .more(": read nothing until somebody decides, or read the new one from its beginning");

    private static final List<Setting<?>> OWN = List.of(
            SOURCE,
            SINK,
            BATCH_SIZE,
            BATCH_MAX_AGE,
            ZONE,
            MISSING_DEVICE_TYPE,
            LOGIN_MAPPING,
            INSIGHTS,
            BOOTSTRAP_SERVERS,
            TopicNames.INPUT_TOPIC,
            TopicNames.OUTPUT_TOPIC,
            TopicNames.DLQ_TOPIC,
            TopicNames.DLQ_LOG_TOPIC,
            GROUP_ID,
            INSTANCE_ID,
            CONSUMER_THREADS,
            CREATE_TOPICS,
            TOPIC_PARTITIONS,
            TOPIC_REPLICATION,
            TOPIC_RECREATED);

    public static final List<Setting<?>> SETTINGS = Stream.of(OWN, RollupConfiguration.SETTINGS)
            .<Setting<?>>flatMap(List::stream)
            .toList();

    /** @throws InvalidSettingException if the topics do not go together */
    public KafkaFetchConfiguration {
        SequencedMap<String, String> topics = new LinkedHashMap<>();
        topics.put(TopicNames.INPUT_TOPIC.variable(), inputTopic);
        topics.put(TopicNames.OUTPUT_TOPIC.variable(), outputTopic);
        topics.put(TopicNames.DLQ_TOPIC.variable(), dlqTopic);
        topics.put(TopicNames.DLQ_LOG_TOPIC.variable(), dlqLogTopic);
        if (rollups.mode() != RollupConfiguration.Mode.OFF) {
            topics.put(RollupConfiguration.TALLIES_TOPIC.variable(), rollups.talliesTopic());
            topics.put(RollupConfiguration.ROLLUPS_TOPIC.variable(), rollups.rollupsTopic());
        }
        TopicNames.check(topics);
    }

    /**
     * What these settings say.
     *
     * @throws InvalidSettingException if a setting cannot be used
     */
    public static KafkaFetchConfiguration of(Settings settings) {
        RegistryConfiguration registry = RegistryConfiguration.of(settings);
        boolean readsTopic = new Route(settings.get(SOURCE), settings.get(SINK)).reader() == Route.Reader.LANES;
        return new KafkaFetchConfiguration(
                settings.get(SOURCE),
                settings.get(SINK),
                settings.get(TopicNames.INPUT_TOPIC),
                settings.get(TopicNames.OUTPUT_TOPIC),
                settings.get(TopicNames.DLQ_TOPIC),
                settings.get(TopicNames.DLQ_LOG_TOPIC),
                settings.get(GROUP_ID),
                settings.get(INSTANCE_ID),
                settings.get(BATCH_SIZE),
                settings.get(BATCH_MAX_AGE),
                settings.get(CONSUMER_THREADS),
                settings.get(ZONE),
                new LoginFormat(
                        settings.get(MISSING_DEVICE_TYPE),
                        settings.get(LOGIN_MAPPING).map(name -> Mappings.of(LOGIN_MAPPING.variable(), name)),
                        readsTopic && registry.isThere()),
                settings.get(INSIGHTS),
                settings.get(CREATE_TOPICS),
                settings.get(TOPIC_PARTITIONS),
                settings.get(TOPIC_REPLICATION),
                settings.get(TOPIC_RECREATED),
                RollupConfiguration.of(settings),
                registry);
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    /** The way of its logins. */
    public Route route() {
        return new Route(source, sink);
    }

    /** The group that reads logins from Kafka; empty where they come from a file, or from HTTP without Kafka. */
    public Optional<String> consumerGroup() {
        return route().reader() == Route.Reader.LANES ? Optional.of(groupId) : Optional.empty();
    }

    /** The topics that must be there. */
    public List<String> usedTopics() {
        return route().topics().stream()
                .map(topic -> switch (topic) {
                    case INPUT -> inputTopic;
                    case OUTPUT -> outputTopic;
                    case DEAD_LETTERS -> dlqTopic;
                })
                .toList();
    }

    /** How missing topics are created; empty where they are not. */
    public Optional<Topics.Creation> topicCreation() {
        return createTopics
                ? Optional.of(new Topics.Creation(topicPartitions, (short) topicReplication))
                : Optional.empty();
    }

    /** How this process's heap is shared out among its lanes. */
    public MemoryBudget memoryBudget() {
        return MemoryBudget.ofThisProcess(consumerThreads);
    }

    /** What this service's pipeline is called in the cluster. */
    public KafkaPipeline pipeline() {
        return new KafkaPipeline(groupId, inputTopic, outputTopic, dlqTopic, dlqLogTopic, hourOfDay(), rollupTopics());
    }

    /** What logins are counted by, for totals. A folder has one pipeline, whatever its group is called. */
    public Rules rules() {
        return new Rules(
                route().sink() == Sink.KAFKA ? groupId : "",
                hourOfDay(),
                format,
                rollups.users().map(key -> key),
                insights);
    }

    /** Whether tallies are written beside the insights. */
    public boolean hasTallies() {
        return rollups.mode() != RollupConfiguration.Mode.OFF && route().sink() != Sink.CONSOLE;
    }

    /** What is published of a service that publishes hardly anything, for people; empty where it publishes more. */
    public Optional<String> reticence() {
        if (!insights.isNone() || hasTallies() || !route().isRead()) {
            return Optional.empty();
        }
        return Optional.of(
                route().sink() == Sink.CONSOLE
                        ? "INSIGHTS=none: nothing but rejected records is printed"
                        : "INSIGHTS=none and ROLLUPS=off: nothing but dead letters is published; with ROLLUPS=on or elsewhere"
                                + " there would be tallies of each commit");
    }

    /** Whether this instance knows the totals: of topics whoever makes them, of a folder if it makes them itself. */
    public boolean hasRollups() {
        return hasTallies() && (route().sink() == Sink.KAFKA || rollups.mode() == RollupConfiguration.Mode.ON);
    }

    /** Where totals over all partitions are made from and kept; empty where there are none. */
    public Optional<RollupTopics> rollupTopics() {
        return route().sink() == Sink.KAFKA ? rollups.topics(rules()) : Optional.empty();
    }

    /** What is asked of a batch's logins by their time; empty where nobody asks for that. */
    public Optional<ByTime> times() {
        return hasTallies() ? Optional.of(new ByTime(Tally.DETAIL, rules().users())) : Optional.empty();
    }

    /** The schemas of the input topic's records, for a command: it waits for the registry. */
    public Optional<Schemas> patientSchemas() {
        return format.mayNameSchema()
                ? registry.open().map(open -> new PatientSchemas(open, ValueDecoder.compiler(format)))
                : Optional.empty();
    }

    /**
     * How every lane of a service makes batches.
     *
     * @param schemas of the input topic's records
     */
    public LaneSettings laneSettings(Optional<SchemaShelf> schemas) {
        return new LaneSettings(batchPolicy(), hourOfDay(), format, schemas, times());
    }

    /** When a batch is closed, in this process's heap. */
    public BatchPolicy batchPolicy() {
        return new BatchPolicy(batchSize, batchMaxAge, memoryBudget().deadLetterBytes());
    }

    /** The clock that hours are read from. */
    public HourOfDay hourOfDay() {
        return new HourOfDay(zone);
    }
}
