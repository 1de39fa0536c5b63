package io.kafkafetch.adapters.kafka.source;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.Await;
import io.kafkafetch.adapters.Board;
import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.kafka.offsets.CommittedOffsets;
import io.kafkafetch.adapters.kafka.offsets.OffsetMetadata;
import io.kafkafetch.adapters.registry.Patience;
import io.kafkafetch.adapters.registry.RegisteredSchema;
import io.kafkafetch.adapters.registry.RegistryAwayException;
import io.kafkafetch.adapters.registry.SchemaId;
import io.kafkafetch.adapters.registry.SchemaRegistry;
import io.kafkafetch.adapters.registry.SchemaShelf;
import io.kafkafetch.adapters.registry.SchemaType;
import io.kafkafetch.adapters.registry.format.LogicalTimes;
import io.kafkafetch.adapters.registry.format.ValueFormats;
import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A lane whose records name schemas: no record is passed whose schema is not there yet. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LaneSchemaTest {

    private static final TopicPartition ZERO = new TopicPartition("user-login", 0);
    private static final TopicPartition ONE = new TopicPartition("user-login", 1);
    private static final String ASKING = "lane 0: asking for a schema";
    private static final Duration SOON = Duration.ofMillis(1);
    private static final String LOGIN =
            "{\"user_id\":\"u\",\"app_version\":\"1\",\"ip\":\"192.0.2.1\",\"locale\":\"RI\",\"device_id\":\"d\",\"timestamp\":32400,\"device_type\":\"iOS\"}";

    private final Outbox outbox = new Outbox(Long.MAX_VALUE);
    private final Board board = new Board();
    private final KnownRegistry registry = new KnownRegistry();
    private final SchemaShelf shelf = new SchemaShelf(
            registry,
            new ValueFormats(Optional.empty(), LogicalTimes.SECONDS)::compile,
            new Patience(SOON, SOON, Duration.ofHours(1), Duration.ofHours(1)),
            System::nanoTime);

    /** A registry that is away for all schemas but some. */
    private static final class KnownRegistry implements SchemaRegistry {

        private final Set<SchemaId> known = ConcurrentHashMap.newKeySet();

        private KnownRegistry with(int id) {
            known.add(new SchemaId.Numbered(id));
            return this;
        }

        @Override
        public Optional<RegisteredSchema> schema(SchemaId id) {
            if (!known.contains(id)) {
                throw new RegistryAwayException(Fault.of(TroubleCode.SCHEMA_REGISTRY_AWAY));
            }
            return Optional.of(RegisteredSchema.of(SchemaType.JSON, "{}"));
        }
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    private RunningLane lane(LoggedConsumer consumer) {
        outbox.open();
        LaneSettings settings = new LaneSettings(
                BatchPolicy.of(1, Duration.ofHours(1)),
                HourOfDay.UTC,
                new LoginFormat(MissingDeviceType.DEAD_LETTER, Optional.empty(), true),
                Optional.of(shelf),
                Optional.empty());
        return new RunningLane(
                consumer,
                settings,
                new DeriveInsights(),
                new CommittedOffsets(new OffsetMetadata(UTC)),
                outbox,
                FakeTopic.withoutId().input(),
                new LaneStatus("0", board.board));
    }

    /** A login with the schema of this id, below 128. */
    private static String of(int schema) {
        return "\0\0\0\0" + (char) schema + LOGIN;
    }

    private List<String> waiting() {
        return outbox.awaitWork(Duration.ZERO).stream()
                .map(outcome -> outcome.batch().name())
                .toList();
    }

    @Test
    void aRecordWhoseSchemaIsNotThereIsReadAgainOnceItIs() throws Exception {
        registry.with(1);
        LoggedConsumer consumer =
                new LoggedConsumer("earliest", ZERO, ONE).append(ZERO, LOGIN, of(1), of(2), of(1), LOGIN);
        RunningLane running = lane(consumer).assign(ZERO, ONE);

        Await.until("it waits for the second schema", () -> {
            running.poll();
            return board.codes().containsKey(ASKING);
        });
        assertThat(board.codes()).containsEntry(ASKING, "schema-registry-away");
        assertThat(waiting()).containsExactly("user-login-0@0-0", "user-login-0@1-1");
        assertThat(consumer.position(ZERO)).isEqualTo(2);

        registry.with(2);
        Await.until("all is read", () -> {
            running.poll();
            return waiting().size() == 5;
        });
        assertThat(waiting())
                .containsExactly(
                        "user-login-0@0-0",
                        "user-login-0@1-1",
                        "user-login-0@2-2",
                        "user-login-0@3-3",
                        "user-login-0@4-4");
        assertThat(board.troubles()).isEmpty();
    }

    @Test
    void aPartitionThatIsGivenAwayHoldsTheOthersNoLonger() throws Exception {
        LoggedConsumer consumer = new LoggedConsumer("earliest", ZERO, ONE).append(ZERO, of(3));
        RunningLane running = lane(consumer).assign(ZERO, ONE);
        Await.until("it waits for a schema", () -> {
            running.poll();
            return board.codes().containsKey(ASKING);
        });

        consumer.append(ONE, LOGIN);
        running.poll();
        assertThat(waiting()).as("held back").isEmpty();
        consumer.resume(consumer.paused()); // a real one forgets that with the partition
        consumer.rebalance(List.of(ONE));
        running.onPartitionsLost(List.of(ZERO));
        Await.until("the other partition is read", () -> {
            running.poll();
            return waiting().equals(List.of("user-login-1@0-0"));
        });
        assertThat(board.troubles()).isEmpty();
    }

    @Test
    void aLaneThatStopsDoesNotWaitForTheRegistry() throws Exception {
        LoggedConsumer consumer = new LoggedConsumer("earliest", ZERO).append(ZERO, of(3));
        RunningLane running = lane(consumer).assign(ZERO);
        Await.until("it waits for a schema", () -> {
            running.poll();
            return board.codes().containsKey(ASKING);
        });

        running.lane.stop();
        assertThat(consumer.position(ZERO)).isZero();
        running.gated.close();

        assertThat(waiting()).isEmpty();
    }
}
