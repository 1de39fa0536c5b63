package io.kafkafetch.adapters.kafka.client;

import io.kafkafetch.adapters.kafka.budget.BudgetedKey;
import io.kafkafetch.adapters.kafka.budget.BudgetedValue;
import io.kafkafetch.application.ledger.CommitPace;
import io.micronaut.configuration.kafka.config.AbstractKafkaConsumerConfiguration;
import io.micronaut.configuration.kafka.config.AbstractKafkaProducerConfiguration;
import io.micronaut.configuration.kafka.config.DefaultKafkaConsumerConfiguration;
import io.micronaut.configuration.kafka.config.DefaultKafkaProducerConfiguration;
import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;
import io.micronaut.context.BeanContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka clients as Micronaut configures them ({@code kafka.*}, and so {@code KAFKA_*} in the environment), with this
 * service's own defaults where nothing is configured. Thread-safe; who makes a client closes it.
 */
public final class KafkaClients {

    /**
     * A broker answers a commit before it has ended the transaction everywhere, and until then refuses records of the
     * next one: for a few milliseconds, where Kafka's default is to wait 100. Each further try to send records waits
     * twice as long; a request about the transaction itself, such as to a coordinator that loads, is sent again after
     * the same time.
     */
    private static final Duration FIRST_RETRY = Duration.ofMillis(2);

    /** A dead letter may be as large as a broker takes, and more than its topic's default. */
    private static final int MAX_REQUEST_BYTES = 64 << 20;

    private static final int BATCH_BYTES = 256 << 10;

    /** No metrics of clients that are made and closed again and again, or recreated whenever the cluster fails. */
    private static final String UNWATCHED = "";

    private static final int READER_BYTES = 1 << 20;

    /** Records of one read of {@link #reader}. */
    public static final int READER_RECORDS = 1_000;

    /** A broker takes no shorter one by default ({@code group.min.session.timeout.ms}). */
    private static final Duration MEMBER_SESSION = Duration.ofSeconds(6);

    private static final int PROBE_BYTES = 1 << 20;
    private static final int PROBE_PARTITION_BYTES = 16 << 10;

    /** What Kafka's clients say of bootstrap servers without an address; they have no type for it. */
    private static final String UNRESOLVED = "No resolvable bootstrap urls";

    private final BeanContext context;
    private final Properties common;

    /**
     * Makes clients through this context.
     *
     * @throws ConfigException if the credentials cannot be read
     */
    public KafkaClients(BeanContext context) {
        this.context = context;
        this.common = context.getBean(KafkaDefaultConfiguration.class).getConfig();
        Credentials.check(common);
    }

    /** Whether a client could not be made since no broker's name has an address yet, which time may change. */
    public static boolean isUnresolved(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigException
                    && String.valueOf(cause.getMessage()).contains(UNRESOLVED)) {
                return true;
            }
        }
        return false;
    }

    /** The configured {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return common.getProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG);
    }

    /** The {@code auto.offset.reset} that is configured for the consumers of this group; by default the earliest. */
    public String autoOffsetReset(String groupId) {
        return context.findBean(AbstractKafkaConsumerConfiguration.class, Qualifiers.byName(groupId))
                .orElseGet(() -> context.getBean(AbstractKafkaConsumerConfiguration.class))
                .getConfig()
                .getProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    }

    /** The configured {@code group.instance.id}, which is to be that of the instance's lanes. */
    public Optional<String> groupInstanceId() {
        return Optional.ofNullable(common.getProperty(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG))
                .filter(id -> !id.isBlank());
    }

    /**
     * A producer of this transactional id, not yet initialised.
     *
     * @param time how long a transaction may last: one that a killed instance left open holds its partitions back this
     *     long at most
     */
    public Producer<byte[], byte[]> transactionalProducer(String transactionalId, Duration time) {
        return producer(transactional(transactionalId, time));
    }

    private static java.util.function.Consumer<Properties> transactional(String transactionalId, Duration time) {
        long millis = time.toMillis();
        return own -> {
            own.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
            own.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, String.valueOf(millis));
            own.putIfAbsent(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, String.valueOf(FIRST_RETRY.toMillis()));
            // A commit that hangs is noticed before its transaction times out.
            own.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, String.valueOf(millis / 2));
            own.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, String.valueOf(millis * 9 / 10));
            own.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, String.valueOf(millis * 9 / 10));
        };
    }

    /** A producer that waits for all in-sync replicas, not transactional. */
    public Producer<byte[], byte[]> producer() {
        // Where a topic was just created, a broker may refuse the first request and take the second: with several
        // under way the first is then out of order forever.
        return producer(own -> own.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1"));
    }

    /**
     * The same, for senders that wait for an answer: it gives a record up after 10 s where no broker is known or its
     * buffer is full, and 30 s after it was taken.
     */
    public Producer<byte[], byte[]> inboxProducer() {
        return producer(own -> {
            own.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
            own.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
            own.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "30000");
            own.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000");
        });
    }

    /** A consumer of the group that reads committed offsets and records, and never joins it unless it subscribes. */
    public Consumer<byte[], byte[]> observer(String groupId) {
        return consumer(own -> {
            own.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
            own.put(ConsumerConfig.CLIENT_ID_CONFIG, groupId + "-observer");
            own.put(ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG, UNWATCHED);
            own.putIfAbsent(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        });
    }

    /**
     * A member of this group that takes over soon from one that died: it is of the classic protocol, whose sessions may
     * be that short. It reads from the earliest record where nothing is committed, and holds a MiB or two at a time.
     */
    public Consumer<byte[], byte[]> member(String groupId) {
        return consumer(own -> {
            own.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
            own.put(ConsumerConfig.CLIENT_ID_CONFIG, groupId);
            own.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
            own.remove(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG);
            own.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, String.valueOf(MEMBER_SESSION.toMillis()));
            own.put(
                    ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                    String.valueOf(MEMBER_SESSION.dividedBy(4).toMillis()));
            own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
            own.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, String.valueOf(READER_BYTES));
            own.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, String.valueOf(READER_BYTES));
            own.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, String.valueOf(READER_RECORDS));
        });
    }

    /**
     * A consumer without a group, for long and steady reading beside the pipeline: it holds a MiB or two at a time, however
     * large what is configured for others. A position that is not in the topic is an exception to it.
     */
    public Consumer<byte[], byte[]> reader(String clientId) {
        return groupless(own -> read(own, clientId));
    }

    /** The same, to read once: without metrics of its own, whose names would be new ones each time. */
    public Consumer<byte[], byte[]> scanner(String clientId) {
        return groupless(own -> {
            read(own, clientId);
            own.put(ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG, UNWATCHED);
        });
    }

    private static void read(Properties own, String clientId) {
        own.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        own.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, String.valueOf(READER_BYTES));
        own.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, String.valueOf(READER_BYTES));
        own.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, String.valueOf(READER_RECORDS));
    }

    /**
     * A consumer without a group, to look at single records: one at a time, with as little behind it as a broker sends.
     * A position that is not in the topic any more is its beginning.
     */
    public Consumer<byte[], byte[]> probe(String clientId) {
        return groupless(own -> {
            own.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
            own.put(ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG, UNWATCHED);
            own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
            own.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, String.valueOf(PROBE_BYTES));
            own.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, String.valueOf(PROBE_PARTITION_BYTES));
            own.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
            own.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "1");
            own.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
        });
    }

    private Consumer<byte[], byte[]> groupless(java.util.function.Consumer<Properties> settings) {
        return consumer(own -> {
            own.remove(ConsumerConfig.GROUP_ID_CONFIG);
            settings.accept(own);
        });
    }

    @SuppressWarnings("unchecked")
    private Consumer<byte[], byte[]> consumer(java.util.function.Consumer<Properties> settings) {
        return context.createBean(Consumer.class, consumerConfiguration(settings));
    }

    @SuppressWarnings("unchecked")
    private DefaultKafkaConsumerConfiguration<byte[], byte[]> consumerConfiguration(
            java.util.function.Consumer<Properties> settings) {
        var configuration = new DefaultKafkaConsumerConfiguration<byte[], byte[]>(
                context.getBean(AbstractKafkaConsumerConfiguration.class));
        configuration.setKeyDeserializer(new BudgetedKey());
        configuration.setValueDeserializer(new BudgetedValue());
        Properties own = configuration.getConfig();
        own.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG); // of the lanes, which join
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.accept(own);
        return configuration;
    }

    /** An administrative client. */
    public Admin admin() {
        return Admin.create(adminSettings());
    }

    private Properties adminSettings() {
        Properties own = new Properties();
        own.putAll(common);
        own.put(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, UNWATCHED);
        return own;
    }

    /**
     * Whether clients can be made of what is configured, without making one: no name is looked up.
     *
     * @throws ConfigException if not; {@link KafkaVariable#describe} says what to change
     */
    public void check() {
        new AdminClientConfig(adminSettings());
        Properties ofConsumer = consumerConfiguration(own -> {}).getConfig();
        ofConsumer.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, BudgetedKey.class);
        ofConsumer.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, BudgetedValue.class);
        new ConsumerConfig(ofConsumer);
        Properties ofProducer =
                producerConfiguration(transactional("any", CommitPace.USUAL)).getConfig();
        ofProducer.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        ofProducer.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        ProducerConfig producer = new ProducerConfig(ofProducer);
        long linger = producer.getLong(ProducerConfig.LINGER_MS_CONFIG);
        int request = producer.getInt(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG);
        int delivery = producer.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);
        if (linger + request > delivery) {
            throw new ConfigException(
                    ProducerConfig.LINGER_MS_CONFIG,
                    linger,
                    "Value must be at most delivery.timeout.ms (" + delivery + ") less request.timeout.ms (" + request
                            + ")");
        }
    }

    @SuppressWarnings("unchecked")
    private Producer<byte[], byte[]> producer(java.util.function.Consumer<Properties> settings) {
        return context.createBean(Producer.class, producerConfiguration(settings));
    }

    @SuppressWarnings("unchecked")
    private DefaultKafkaProducerConfiguration<byte[], byte[]> producerConfiguration(
            java.util.function.Consumer<Properties> settings) {
        var configuration = new DefaultKafkaProducerConfiguration<byte[], byte[]>(
                context.getBean(AbstractKafkaProducerConfiguration.class));
        configuration.setKeySerializer(new ByteArraySerializer());
        configuration.setValueSerializer(new ByteArraySerializer());
        Properties own = configuration.getConfig();
        own.put(ProducerConfig.ACKS_CONFIG, "all");
        own.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        own.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(MAX_REQUEST_BYTES));
        own.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, String.valueOf(MAX_REQUEST_BYTES));
        // A commit's records in few requests: a broker takes the first of a transaction before the others.
        own.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, String.valueOf(BATCH_BYTES));
        settings.accept(own);
        return configuration;
    }
}
