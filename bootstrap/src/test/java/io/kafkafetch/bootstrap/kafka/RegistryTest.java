package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.registry.SchemaType;
import io.kafkafetch.adapters.registry.embedded.EmbeddedRegistry;
import io.kafkafetch.adapters.registry.embedded.EmbeddedRegistry.Mood;
import io.kafkafetch.application.trouble.Trouble;
import io.kafkafetch.application.trouble.TroubleBoard;
import io.kafkafetch.application.trouble.TroubleCode;
import io.kafkafetch.bootstrap.ChildJvm;
import io.kafkafetch.bootstrap.Main;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logins whose values name a schema, through a real broker and a registry over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryTest {

    private static final SameInput PLAIN = SameInput.feeds().getFirst();
    private static final String LOGIN =
            "{\"user_id\":\"ada\",\"app_version\":\"1\",\"ip\":\"192.0.2.1\",\"locale\":\"DE\",\"device_id\":\"d\",\"timestamp\":1767603600,\"device_type\":\"web\"}";

    @TempDir
    private Path folder = Path.of("");

    private @Nullable KafkaCluster kafka;

    @BeforeAll
    void start() {
        kafka = KafkaCluster.embedded();
    }

    @AfterAll
    void stop() {
        requireNonNull(kafka).close();
    }

    private Scenario scenario(EmbeddedRegistry registry) throws Exception {
        return new Scenario(requireNonNull(kafka), 1)
                .set("kafka-fetch.schema-registry-url", registry.url())
                .set("kafka-fetch.batch-max-age", "300ms")
                .set("kafka-fetch.create-topics", true);
    }

    /** All the same logins with their schema; what they are fed as is not remembered. */
    private static long feed(Scenario scenario, List<byte[]> values) throws Exception {
        for (byte[] value : values) {
            scenario.produce(scenario.inputTopic(), value);
        }
        return values.size();
    }

    private static void awaitCommitted(Scenario scenario, long records) throws Exception {
        Await.until(
                records + " records are committed", () -> scenario.committed(0).equals(OptionalLong.of(records)));
    }

    private static List<String> reasons(Scenario scenario) {
        return scenario.published().deadLetters().stream()
                .map(letter -> Scenario.header(letter.record(), "__dlq.errors.reason"))
                .toList();
    }

    /** What a command said, which ended well. */
    private String run(Scenario scenario, String... arguments) throws Exception {
        ChildJvm.Run run = ChildJvm.run(folder, SecuredService.environment(scenario), Main.class, arguments);
        String said = new String(run.out(), UTF_8) + run.err();
        assertThat(run.exit()).as(said).isZero();
        return said;
    }

    @ParameterizedTest
    @EnumSource
    void loginsGiveTheSameInsightsHoweverTheyAreSerialized(SerializedLogin form) throws Exception {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start();
                Scenario scenario = scenario(registry).set("kafka-fetch.batch-max-age", "1h")) {
            int id = registry.register(form.type(), "logins", form.schema()).id();
            List<byte[]> values = new ArrayList<>();
            for (byte[] login : PLAIN.lines()) {
                values.add(form.value(id, new String(login, UTF_8)));
            }
            feed(scenario, values);
            scenario.start();
            awaitCommitted(scenario, values.size());

            assertThat(scenario.insightLines()).isEqualTo(PLAIN.insights(scenario.inputTopic()));
            assertThat(reasons(scenario)).isNotEmpty().containsOnly("missing");
        }
    }

    @Test
    void aTopicMayHoldAllFormsAndEachFaultHasItsReason() throws Exception {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start();
                Scenario scenario = scenario(registry)) {
            List<byte[]> values = new ArrayList<>();
            values.add(LOGIN.getBytes(UTF_8));
            for (SerializedLogin form : SerializedLogin.values()) {
                int id = registry.register(form.type(), form.name(), form.schema())
                        .id();
                values.add(form.value(id, LOGIN));
                values.add(SerializedLogin.framed(id, new byte[] {0x7f}));
            }
            int text = registry.register(SchemaType.AVRO, "text", "\"string\"").id();
            int missing = text + 1;
            values.add(SerializedLogin.framed(missing, LOGIN.getBytes(UTF_8)));
            values.add(SerializedLogin.framed(text, new byte[] {2, 'x'}));
            values.add(new byte[] {0, 0, 0});
            feed(scenario, values);
            scenario.produce(inHeader(scenario, registry));

            ApplicationContext service =
                    scenario.set("kafka-fetch.rollups", "on").start();
            awaitCommitted(scenario, values.size() + 1);

            assertThat(reasons(scenario))
                    .containsExactly(
                            "not-avro", "not-protobuf", "not-json", "unknown-schema", "wrong-schema-type", "not-json");
            assertThat(scenario.published().tallies().stream()
                            .mapToLong(tally -> tally.timeline().total().logins())
                            .sum())
                    .as("plain, three by their value, one by its header")
                    .isEqualTo(5);
            run(scenario, "verify");
            assertThat(run(scenario, "mapping", "check", "cloudevents", "--newest", "4"))
                    .contains("4 events = 0 logins + 1 skipped + 3 rejected", "the schema registry has no schema");
            replaysWhatHasASchemaNow(scenario, registry, missing, service);
        }
    }

    private static ProducerRecord<byte[], byte[]> inHeader(Scenario scenario, EmbeddedRegistry registry)
            throws IOException {
        UUID guid = registry.register(SchemaType.AVRO, "header", SerializedLogin.AVRO_SCHEMA)
                .guid();
        byte[] header = ByteBuffer.allocate(17)
                .put((byte) 1)
                .putLong(guid.getMostSignificantBits())
                .putLong(guid.getLeastSignificantBits())
                .array();
        return new ProducerRecord<>(
                scenario.inputTopic(),
                0,
                new byte[0],
                SerializedLogin.AVRO.body(LOGIN),
                List.of(new RecordHeader("__value_schema_id", header)));
    }

    private void replaysWhatHasASchemaNow(
            Scenario scenario, EmbeddedRegistry registry, int missing, ApplicationContext service) throws Exception {
        String[] replay = {"dlq", "replay", "--reason", "unknown-schema", "--execute"};
        assertThat(run(scenario, replay)).as("it would be dead again").contains("unknown-schema");
        assertThat(reasons(scenario)).hasSize(6);

        assertThat(registry.register(SchemaType.JSON, "late", "{}").id()).isEqualTo(missing);
        service.close(); // it remembers for a while that there was none
        scenario.start();
        long before = scenario.committed(0).orElseThrow();
        run(scenario, replay);
        Await.until("it is read again", () -> scenario.committed(0).orElseThrow() > before);
        Await.until(
                "it is counted",
                () -> scenario.published().tallies().stream()
                                .mapToLong(tally -> tally.timeline().total().logins())
                                .sum()
                        == 6);
    }

    @Test
    void whileTheRegistryIsAwayNothingIsReadAndNothingIsLost() throws Exception {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start();
                Scenario scenario = scenario(registry)) {
            SerializedLogin form = SerializedLogin.AVRO;
            registry.wantBasic("reader", "secret");
            scenario.set("kafka-fetch.schema-registry-username", "reader")
                    .set("kafka-fetch.schema-registry-password", "secret");
            int first = registry.register(form.type(), "first", form.schema()).id();
            int second = registry.register(form.type(), "second", form.schema() + " ")
                    .id();
            feed(scenario, List.of(form.value(first, LOGIN)));
            registry.mood(Mood.HANGING_UP);
            ApplicationContext service = scenario.start();
            awaitTrouble(service, TroubleCode.SCHEMA_REGISTRY_AWAY);
            assertThat(scenario.committed(0)).isNotEqualTo(OptionalLong.of(1));

            registry.mood(Mood.WELL);
            registry.wantBasic("reader", "another");
            awaitTrouble(service, TroubleCode.SCHEMA_REGISTRY_REFUSES);
            registry.wantBasic("reader", "secret");
            awaitCommitted(scenario, 1);
            Await.until(
                    "nothing is wrong",
                    () -> service.getBean(TroubleBoard.class).present().isEmpty());

            registry.mood(Mood.WITH_STATUS_500);
            feed(scenario, List.of(form.value(first, LOGIN), form.value(second, LOGIN), form.value(first, LOGIN)));
            awaitTrouble(service, TroubleCode.SCHEMA_REGISTRY_AWAY);
            awaitCommitted(scenario, 2); // what is known serves on
            registry.mood(Mood.WELL);
            awaitCommitted(scenario, 4);
            assertThat(reasons(scenario)).isEmpty();
        }
    }

    private static void awaitTrouble(ApplicationContext service, TroubleCode code) throws Exception {
        TroubleBoard board = service.getBean(TroubleBoard.class);
        Await.until(
                code + " is reported",
                () -> board.present().stream().map(Trouble::fault).anyMatch(fault -> fault.code() == code));
    }

    @Test
    void anEventOfAnOlderSchemaIsReadByTheDefaultsAndAliasesOfTheReaders() throws Exception {
        Path mapping = Files.writeString(folder.resolve("mapping.json"), """
                {"name":"shop","reader_schema":{"type":"record","name":"Login","fields":[
                  {"name":"user_id","aliases":["uid"],"type":"string"},
                  {"name":"country","type":"string","default":"unknown"},
                  {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}}]},
                 "fields":{"user_id":{"at":["/user_id"]},"app_version":{"default":"1"},"locale":{"at":["/country"]},
                  "device_type":{"default":"web"},"timestamp":{"at":["/at"],"format":"epoch-millis"}}}""");
        String old = """
                {"type":"record","name":"Login","fields":[{"name":"uid","type":"string"},
                 {"name":"at","type":"long"}]}""";
        String present = """
                {"type":"record","name":"Login","fields":[{"name":"at","type":"long"},{"name":"user_id","type":"string"},
                 {"name":"extra","type":"bytes"},{"name":"country","type":"string"}]}""";
        try (EmbeddedRegistry registry = EmbeddedRegistry.start();
                Scenario scenario = scenario(registry).set("kafka-fetch.login-mapping", mapping)) {
            GenericData.Record before = new GenericData.Record(new Schema.Parser().parse(old));
            before.put("uid", "ada");
            before.put("at", 1_767_603_600_123L);
            GenericData.Record after = new GenericData.Record(new Schema.Parser().parse(present));
            after.put("at", 1_767_607_200_000L);
            after.put("user_id", "ada");
            after.put("extra", ByteBuffer.wrap(new byte[3]));
            after.put("country", "FR");
            feed(
                    scenario,
                    List.of(
                            SerializedLogin.framed(
                                    registry.register(SchemaType.AVRO, "login", old)
                                            .id(),
                                    SerializedLogin.avro(before)),
                            SerializedLogin.framed(
                                    registry.register(SchemaType.AVRO, "login", present)
                                            .id(),
                                    SerializedLogin.avro(after))));
            scenario.start();
            awaitCommitted(scenario, 2);

            assertThat(reasons(scenario)).isEmpty();
            assertThat(String.join("\n", scenario.insightLines())).contains("\"unknown\"", "\"FR\"");
        }
    }
}
