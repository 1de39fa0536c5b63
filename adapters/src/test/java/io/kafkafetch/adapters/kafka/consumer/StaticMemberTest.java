package io.kafkafetch.adapters.kafka.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.Await;
import io.kafkafetch.adapters.broker.EmbeddedBroker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two members of one name, at a real broker. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class StaticMemberTest {

    private static final AtomicInteger TESTS = new AtomicInteger();
    private static final String NAME = "pod-7-0";
    private static final TopicPartition PARTITION = new TopicPartition("user-login", 0);

    private static EmbeddedBroker broker;

    private final String group = "group-" + TESTS.incrementAndGet();
    private final StaticMember member =
            new StaticMember(group, NAME, GroupMembershipOperation.DEFAULT, StaticMemberTest::admin);

    @BeforeAll
    static void startBroker() throws Exception {
        broker = EmbeddedBroker.startTemporary(0);
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private Consumer<byte[], byte[]> consumer(String protocol) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("group.id", group);
        settings.put("group.instance.id", NAME);
        settings.put("group.protocol", protocol);
        settings.put("enable.auto.commit", "false");
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(PARTITION.topic()));
        return consumer;
    }

    private static ConsumerGroupMetadata join(Consumer<?, ?> consumer) {
        Await.until("it has its partition", () -> {
            consumer.poll(Duration.ofMillis(50));
            return consumer.assignment().contains(PARTITION);
        });
        return consumer.groupMetadata();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void whatTheOlderOfTwoMembersOfOneNameCommitsIsRefused(String protocol) {
        try (Consumer<byte[], byte[]> older = consumer(protocol);
                Consumer<byte[], byte[]> newer = consumer(protocol)) {
            ConsumerGroupMetadata asOlder = join(older);
            commit(1, asOlder);
            if (protocol.equals("consumer")) {
                assertThat(member.takeOver("another", false)).isTrue();
            }
            ConsumerGroupMetadata asNewer = join(newer);

            assertThatThrownBy(() -> commit(2, asOlder)).isInstanceOf(KafkaException.class);
            commit(3, asNewer);

            // The markers of a transaction are written a moment after its commit is answered.
            Await.until(
                    "the newer one's commit is seen",
                    () -> newer.committed(Set.of(PARTITION)).equals(Map.of(PARTITION, new OffsetAndMetadata(3))));
        }
    }

    private void commit(long offset, ConsumerGroupMetadata member) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", group),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.sendOffsetsToTransaction(Map.of(PARTITION, new OffsetAndMetadata(offset)), member);
            producer.commitTransaction();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void aMemberThatHasJoinedGivesWayToALivingHolderOfItsName(String protocol) {
        try (Consumer<byte[], byte[]> holder = consumer(protocol)) {
            String holderId = join(holder).memberId();

            assertThat(member.takeOver("another", true)).isFalse();
            assertThat(member.takeOver(holderId, true)).as("itself").isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void aNameThatNobodyHoldsIsFree(String protocol) {
        try (Consumer<byte[], byte[]> holder = consumer(protocol)) {
            join(holder);
            assertThat(member.takeOver("another", false)).isTrue();
            assertThat(member.takeOver("another", false)).as("again").isTrue();
        }
    }

    /** Why there is a take-over: were this no more so, it would be superfluous. */
    @Test
    void theConsumerProtocolRefusesAMemberWhoseNameIsHeld() {
        try (Consumer<byte[], byte[]> holder = consumer("consumer");
                Consumer<byte[], byte[]> refused = consumer("consumer")) {
            join(holder);

            assertThatThrownBy(() -> join(refused)).hasRootCauseInstanceOf(UnreleasedInstanceIdException.class);
        }
    }
}
