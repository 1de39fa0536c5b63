package io.kafkafetch.adapters.kafka.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.Await;
import io.kafkafetch.adapters.LoginInboxContract;
import io.kafkafetch.adapters.broker.EmbeddedBroker;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.application.intake.LoginInbox;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract on a real broker; and what only this inbox has, on a producer that does as it is told. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class KafkaInboxTest extends LoginInboxContract {

    private static final AtomicInteger TESTS = new AtomicInteger();
    private static final byte[] MEBIBYTE = new byte[1 << 20];

    private static EmbeddedBroker broker;
    private static ApplicationContext context;
    private static KafkaClients clients;

    private final String topic = "user-login-" + TESTS.incrementAndGet();
    private final List<KafkaInbox> opened = new ArrayList<>();
    private KafkaInbox inbox;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = EmbeddedBroker.startTemporary(0);
        context = ApplicationContext.builder()
                .banner(false)
                .environmentPropertySource(false)
                .properties(Map.of("kafka.bootstrap.servers", broker.bootstrapServers()))
                .start();
        clients = new KafkaClients(context);
    }

    @AfterAll
    static void stopBroker() {
        context.close();
        broker.close();
    }

    @BeforeEach
    void openInbox() throws Exception {
        try (Admin admin = clients.admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();
        }
        inbox = open(new KafkaInbox(clients.inboxProducer(), topic));
    }

    @AfterEach
    void closeInboxes() {
        opened.forEach(KafkaInbox::close);
    }

    private KafkaInbox open(KafkaInbox fresh) {
        opened.add(fresh);
        return fresh;
    }

    @Override
    protected LoginInbox inbox() {
        return inbox;
    }

    @Override
    protected List<byte[]> kept() {
        return records().stream().map(ConsumerRecord::value).toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> records() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Consumer<byte[], byte[]> reader = clients.observer("readers")) {
            List<TopicPartition> partitions = Stream.of(0, 1, 2)
                    .map(number -> new TopicPartition(topic, number))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            while (!ends.entrySet().stream().allMatch(end -> reader.position(end.getKey()) >= end.getValue())) {
                reader.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    // ---- on the broker

    @Test
    void keysAreKeptAndPutOneUsersRecordsIntoOnePartition() throws Exception {
        await(inbox.append(List.of(entry("u-1", "a"), entry("u-2", "b"), entry("u-1", "c"), entry(null, "d"))));

        assertThat(records().stream()
                        .filter(record -> record.key() != null && new String(record.key(), UTF_8).equals("u-1")))
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly("a", "c");
        assertThat(records()).filteredOn(record -> record.key() == null).hasSize(1);
    }

    @Test
    void aRecordLargerThanTheTopicTakesFailsItsStageAndSaysWhy() throws Exception {
        byte[] large = new byte[2 << 20];

        CompletionStage<Void> stage = inbox.append(List.of(new LoginInbox.Entry(null, large)));

        assertThatThrownBy(() -> await(stage))
                .cause()
                .isInstanceOf(LoginInbox.EntryTooLargeException.class)
                .hasMessage("a record of 2097152 bytes is larger than topic " + topic
                        + " takes: raise its max.message.bytes");
        await(inbox.append(List.of(entry("u-1", "the next"))));
        assertThat(inbox.isFull()).isFalse();
    }

    @Test
    void whatWasAppendedBeforeItClosesIsKept() throws Exception {
        CompletionStage<Void> stage = inbox.append(entries("u-1", List.of("a", "b")));

        inbox.close();

        await(stage);
        assertThat(kept()).hasSize(2);
        assertThatThrownBy(() -> await(inbox.append(List.of(entry("u-1", "c")))))
                .hasMessageContaining("the inbox is closed");
    }

    // ---- on a producer that does as it is told

    /** Acknowledges when it is told to; may refuse, or block until it is closed. */
    private static final class ToldProducer extends MockProducer<byte[], byte[]> {
        final CountDownLatch mayGoOn = new CountDownLatch(1);
        final CountDownLatch isBlocked = new CountDownLatch(1);
        private final boolean blocks;

        ToldProducer(boolean blocks) {
            super(false, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
            this.blocks = blocks;
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // it blocks without the lock
        public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            if (blocks) {
                isBlocked.countDown();
                try {
                    mayGoOn.await();
                } catch (InterruptedException stop) {
                    throw new org.apache.kafka.common.errors.InterruptException(stop);
                }
            }
            return super.send(record, callback);
        }
    }

    private KafkaInbox on(ToldProducer producer) {
        return open(new KafkaInbox(producer, topic));
    }

    @Test
    void aStageCompletesWithItsLastRecordAlone() throws Exception {
        ToldProducer producer = new ToldProducer(false);
        CompletionStage<Void> stage = on(producer).append(entries("u-1", List.of("a", "b", "c")));
        Await.until("all are sent", () -> producer.history().size() == 3);

        assertThat(producer.completeNext()).isTrue();
        assertThat(producer.completeNext()).isTrue();
        assertThat(stage.toCompletableFuture()).isNotDone();
        assertThat(producer.completeNext()).isTrue();

        await(stage);
    }

    @Test
    void theFirstFailureFailsTheStageAndNoOther() throws Exception {
        ToldProducer producer = new ToldProducer(false);
        KafkaInbox told = on(producer);
        CompletionStage<Void> failed = told.append(entries("u-1", List.of("a", "b")));
        CompletionStage<Void> kept = told.append(entries("u-1", List.of("c")));
        Await.until("all are sent", () -> producer.history().size() == 3);

        producer.completeNext();
        producer.errorNext(new TimeoutException("injected"));
        producer.completeNext();

        assertThatThrownBy(() -> await(failed))
                .cause()
                .isInstanceOf(KafkaException.class)
                .hasMessage("a record was not kept in topic " + topic + ": TimeoutException: injected");
        await(kept);
    }

    @Test
    void aSendThatThrowsFailsTheStageAndTheRestIsNotSent() {
        ToldProducer producer = new ToldProducer(false);
        producer.sendException = new IllegalStateException("injected");
        KafkaInbox told = on(producer);

        assertThatThrownBy(() -> await(told.append(entries("u-1", List.of("a", "b")))))
                .hasMessageContaining("injected");

        Await.until("nothing is held", () -> !told.isFull());
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void anAppendReturnsThoughTheProducerBlocksUntilTooMuchIsHeld() throws Exception {
        ToldProducer producer = new ToldProducer(true);
        KafkaInbox told = on(producer);
        List<CompletionStage<Void>> stages = new ArrayList<>();

        stages.add(told.append(List.of(new LoginInbox.Entry(null, MEBIBYTE))));
        assertThat(told.isFull()).as("a MiB, of a line that is not known yet").isTrue();
        for (int i = 0; i < 63; i++) {
            stages.add(told.append(List.of(new LoginInbox.Entry(null, MEBIBYTE))));
        }
        assertThat(stages)
                .allSatisfy(stage -> assertThat(stage.toCompletableFuture()).isNotDone());
        assertThatThrownBy(() -> await(told.append(List.of(entry("u-1", "one more")))))
                .hasMessageContaining("is the cluster away?");

        producer.mayGoOn.countDown();
        Await.until("all is acknowledged", () -> {
            producer.completeNext();
            return stages.stream().allMatch(stage -> stage.toCompletableFuture().isDone());
        });
        assertThat(told.isFull()).isFalse();
        for (CompletionStage<Void> stage : stages) {
            await(stage);
        }
    }

    /** What is acknowledged quickly shows that the line carries more. */
    @Test
    void onAQuickLineMoreMayBeOnItsWayUpTo16MiB() throws Exception {
        ToldProducer producer = new ToldProducer(false);
        KafkaInbox told = on(producer);
        int most = 0;

        for (int round = 0; round < 8; round++) {
            List<CompletionStage<Void>> stages = new ArrayList<>();
            while (!told.isFull()) {
                stages.add(told.append(List.of(new LoginInbox.Entry(null, MEBIBYTE))));
            }
            most = stages.size();
            Await.until("all is acknowledged", () -> {
                producer.completeNext();
                return stages.stream()
                        .allMatch(stage -> stage.toCompletableFuture().isDone());
            });
        }

        assertThat(most).isEqualTo(16);
    }

    @Test
    void whatCannotBeSentFailsWhenTheInboxCloses() throws Exception {
        ToldProducer producer = new ToldProducer(true);
        KafkaInbox told = on(producer);
        CompletionStage<Void> sending = told.append(entries("u-1", List.of("a", "b")));
        producer.isBlocked.await();
        CompletionStage<Void> waiting = told.append(entries("u-1", List.of("c")));

        told.close();

        assertThatThrownBy(() -> await(sending)).isNotInstanceOf(java.util.concurrent.TimeoutException.class);
        assertThatThrownBy(() -> await(waiting)).hasMessageContaining("before this was sent");
    }
}
