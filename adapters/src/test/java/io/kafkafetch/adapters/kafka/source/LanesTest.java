package io.kafkafetch.adapters.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.Await;
import io.kafkafetch.adapters.Board;
import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.consumer.GatedConsumer;
import io.kafkafetch.adapters.kafka.consumer.PollGate;
import io.kafkafetch.adapters.kafka.ledger.LaneLedgers;
import io.kafkafetch.adapters.payload.Payload;
import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.ledger.Commits;
import io.kafkafetch.application.record.RecordTraces;
import io.kafkafetch.application.record.Rejections;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.micronaut.context.ApplicationContext;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What needs no cluster; the rest is tested with the whole service. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LanesTest {

    private static final LaneSettings SETTINGS = new LaneSettings(
            BatchPolicy.of(50, Duration.ofSeconds(5)), HourOfDay.UTC, LoginFormat.plain(MissingDeviceType.DEAD_LETTER));

    private final Board board = new Board();

    private Lanes lanes(ApplicationContext context) {
        return new Lanes(
                SETTINGS,
                FakeTopic.withoutId().input(),
                new DeriveInsights(),
                LaneLedgers.kafka(
                        new KafkaPipeline("group", "user-login", "insights", "user-login-dlq", HourOfDay.UTC),
                        "here",
                        new KafkaClients(context),
                        new InsightEncoder(),
                        Payload.FULL,
                        InstantSource.system()),
                Rejections.UNHEARD,
                RecordTraces.UNHEARD,
                Commits.UNHEARD,
                board.board);
    }

    private static ApplicationContext context(Map<String, Object> settings) {
        return ApplicationContext.builder()
                .banner(false)
                .environmentPropertySource(false)
                .properties(settings)
                .start();
    }

    private static Consumer<byte[], ByteBuffer> consumer() {
        return GatedConsumer.around(
                new LoggedConsumer("earliest", new TopicPartition("user-login", 0)), Duration.ofSeconds(1));
    }

    @Test
    void aProducerThatCannotBeMadeIsToldInHealth() {
        try (ApplicationContext context =
                context(Map.of("kafka.bootstrap.servers", "localhost:1", "kafka.transaction.timeout.ms", "soon"))) {
            Lanes lanes = lanes(context);
            lanes.open(consumer());
            assertThat(board.troubles()).isEmpty();

            lanes.clusterReady();

            Await.until("health reports it", () -> board.troubles().containsKey("lane 0: reaching the cluster"));
            assertThat(board.troubles().get("lane 0: reaching the cluster")).contains("transaction.timeout.ms");
            lanes.stop(() -> {});
        }
    }

    @Test
    void stoppingClosesTheConsumersThoughTheClusterWasNeverThere() {
        try (ApplicationContext context = context(Map.of("kafka.bootstrap.servers", "localhost:1"))) {
            Lanes lanes = lanes(context);
            Lane lane = lanes.open(consumer());
            AtomicBoolean closed = new AtomicBoolean();

            lanes.stop(() -> closed.set(true));

            assertThat(closed).isTrue();
            assertThat(lane.beforePoll(Duration.ZERO)).isEqualTo(PollGate.Turn.STAY_AWAY);
        }
    }
}
