package io.kafkafetch.adapters.kafka.census;

import io.kafkafetch.adapters.json.letter.MarkerJson;
import io.kafkafetch.adapters.json.letter.MarkerJson.Entry;
import io.kafkafetch.adapters.kafka.published.TopicFeed;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.census.LetterCensus;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts dead letters and the entries of their log into a census. Used by one thread. */
final class LetterReader implements TopicFeed.Reader {

    private static final Logger LOG = LoggerFactory.getLogger(LetterReader.class);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    /** How often it is looked how far back the topic reaches, and how long it keeps a letter. */
    private static final Duration LOOK_PERIOD = Duration.ofSeconds(15);

    private final String letters;
    private final LetterCensus census;
    private String life = "";
    private boolean isLive;
    private long lookedNanos;
    private boolean mustLook = true;
    private int failures;
    private boolean hasWarned;

    /** Entries that cannot be read, by their letter, as long as they are the last about it. */
    private final Map<LetterId, String> unreadable = new LinkedHashMap<>();

    private boolean hasWarnedOfObstacle;

    /** @param letters their topic; records of others are entries of the log */
    LetterReader(String letters, LetterCensus census) {
        this.letters = letters;
        this.census = census;
    }

    @Override
    public void begin(Map<String, String> lives) {
        life = lives.getOrDefault(letters, "");
        census.begin();
        isLive = false;
        mustLook = true;
        unreadable.clear();
        hasWarnedOfObstacle = false;
    }

    @Override
    public void looked(Admin admin, Consumer<?, ?> consumer) throws InterruptedException {
        long now = System.nanoTime();
        if (!mustLook && now - lookedNanos < LOOK_PERIOD.toNanos()) {
            return;
        }
        List<TopicPartition> partitions = consumer.assignment().stream()
                .filter(partition -> partition.topic().equals(letters))
                .toList();
        consumer.beginningOffsets(partitions, ANSWER_TIMEOUT)
                .forEach((partition, begin) ->
                        census.beginsAt(new Partition(partition.topic(), partition.partition()), begin));
        census.kept(retention(admin));
        lookedNanos = now;
        mustLook = false;
    }

    /** Empty where this user may not see it, too. */
    private Optional<Duration> retention(Admin admin) throws InterruptedException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, letters);
        try {
            Config config = admin.describeConfigs(
                            List.of(topic),
                            new DescribeConfigsOptions().timeoutMs(Math.toIntExact(ANSWER_TIMEOUT.toMillis())))
                    .all()
                    .get()
                    .get(topic);
            return Optional.ofNullable(config)
                    .filter(known -> isDeleting(text(known, TopicConfig.CLEANUP_POLICY_CONFIG)))
                    .map(known -> text(known, TopicConfig.RETENTION_MS_CONFIG))
                    .filter(text -> text.matches("[0-9]{1,18}"))
                    .map(text -> Duration.ofMillis(Long.parseLong(text)));
        } catch (ExecutionException notAllowed) {
            LOG.debug("The retention of {} is not known", letters, notAllowed);
            return Optional.empty();
        }
    }

    private static boolean isDeleting(String policy) {
        return Arrays.asList(policy.split(",", -1)).contains(TopicConfig.CLEANUP_POLICY_DELETE);
    }

    private static String text(Config config, String name) {
        ConfigEntry entry = config.get(name);
        return entry == null || entry.value() == null ? "" : entry.value();
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(letters)) {
            census.letter(
                    new LetterId(new Partition(record.topic(), record.partition()), record.offset()),
                    Instant.ofEpochMilli(Math.max(0, record.timestamp())));
        } else {
            MarkerJson.letter(record.key())
                    .filter(letter -> letter.partition().stream().equals(letters))
                    .ifPresent(letter -> entry(letter, record));
        }
    }

    private void entry(LetterId letter, ConsumerRecord<byte[], byte[]> record) {
        try {
            Optional<Entry> entry = MarkerJson.read(letter, record.value());
            unreadable.remove(letter);
            if (entry.isEmpty()) {
                census.mark(letter, LetterState.OPEN);
            }
            entry.filter(said -> said.isOf(life))
                    .ifPresent(said -> census.mark(letter, said.marker().state()));
        } catch (IllegalArgumentException why) {
            unreadable.put(
                    letter,
                    "the entry " + record.topic() + "-" + record.partition() + "@" + record.offset()
                            + " cannot be read (" + why.getMessage() + "); a newer kafka-fetch may have written it");
        }
    }

    @Override
    public void loading(long read, long total) {
        LOG.debug("{} of {} dead letters and entries of their log are read", read, total);
    }

    @Override
    public void live() {
        isLive = true;
    }

    /** {@inheritDoc} An outage of the cluster is reported by others; anything else, once it has failed twice. */
    @Override
    public void failed(Fault why) {
        census.unknown();
        failures++;
        if (failures > 1 && !hasWarned && why.code() != TroubleCode.CLUSTER_AWAY) {
            hasWarned = true;
            LOG.warn(
                    "It is not known how many dead letters are open: {}. login_dlq_open and the other metrics of them are"
                            + " NaN until that is over; everything else works",
                    why.what());
        }
    }

    /** {@inheritDoc} Only then is it certain that both topics may be read. */
    @Override
    public void fine() {
        failures = 0;
        hasWarned = false;
        Optional<String> obstacle = census.isFull()
                ? Optional.of("there are too many")
                : unreadable.values().stream().findFirst();
        if (obstacle.isPresent()) {
            census.unknown();
            warnOfObstacle(obstacle.get());
            return;
        }
        hasWarnedOfObstacle = false;
        if (isLive) {
            census.known();
        }
    }

    private void warnOfObstacle(String what) {
        if (!hasWarnedOfObstacle) {
            hasWarnedOfObstacle = true;
            LOG.warn(
                    "It is not known how many dead letters are open: {}. login_dlq_open and the other metrics of them are"
                            + " NaN until that is over; everything else works",
                    what);
        }
    }
}
