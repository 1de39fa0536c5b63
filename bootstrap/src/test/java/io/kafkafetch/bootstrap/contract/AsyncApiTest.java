package io.kafkafetch.bootstrap.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.kafkafetch.adapters.json.rollup.Rules;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.client.RollupTopics;
import io.kafkafetch.adapters.kafka.records.DeadLetterRecords;
import io.kafkafetch.adapters.kafka.topics.TopicPlan;
import io.kafkafetch.bootstrap.catalogue.Catalogue;
import io.kafkafetch.bootstrap.settings.Setting;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The description of the topics is one by AsyncAPI's own schema, and says what the code does. */
class AsyncApiTest {

    private final AsyncApi api = published();

    private static AsyncApi published() {
        try {
            return AsyncApi.published();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static JsonSchema specification() throws IOException {
        try (InputStream json = AsyncApiTest.class.getResourceAsStream("/asyncapi/asyncapi-3.0.0.json")) {
            JsonNode schema = new JsonMapper().readTree(Objects.requireNonNull(json));
            return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(schema);
        }
    }

    @Test
    void itIsADocumentOfAsyncApi() throws IOException {
        assertThat(specification().validate(api.document())).isEmpty();
    }

    /** The check itself. */
    @Test
    void whatIsNoDocumentOfAsyncApiIsRefused() throws IOException {
        JsonSchema specification = specification();
        List<Consumer<ObjectNode>> faults = List.of(
                document -> document.remove("info"),
                document -> document.put("asyncapi", "2.6.0"),
                document -> document.put("topics", 1),
                document -> object(document, "/operations/sendInsights").put("action", "publish"),
                document -> object(document, "/operations/sendInsights").remove("channel"),
                document -> object(document, "/channels/insights").put("adress", "insights"),
                document -> object(document, "/channels/loginTallies/bindings/kafka")
                        .put("partitions", "1"),
                document -> object(document, "/components/messages/insight/bindings/kafka")
                        .put("keys", 1),
                document -> object(document, "/components/messages/insight").put("headers", "none"));
        for (Consumer<ObjectNode> fault : faults) {
            ObjectNode document = api.document().deepCopy();
            fault.accept(document);
            assertThat(specification.validate(document)).isNotEmpty();
        }
    }

    private static ObjectNode object(ObjectNode document, String pointer) {
        return (ObjectNode) document.at(pointer);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(api.references())
                .hasSizeGreaterThan(20)
                .allSatisfy(reference ->
                        assertThat(api.at(reference).isObject()).as(reference).isTrue());
    }

    @Test
    void everyTopicOfTheSettingsHasItsChannelWithItsDefaultNameAndNoOtherHas() {
        Setting<?> input = Catalogue.SETTINGS.stream()
                .filter(setting -> setting.variable().equals("INPUT_TOPIC"))
                .findFirst()
                .orElseThrow();
        Map<String, String> topics = Catalogue.SETTINGS.stream()
                .filter(setting -> setting.type().equals(input.type()))
                .collect(toMap(Setting::variable, Setting::byDefault));
        Map<String, String> addresses = api.channels().entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().path("address").asText()));

        assertThat(topics).hasSizeGreaterThanOrEqualTo(6);
        assertThat(addresses).isEqualTo(topics);
        assertThat(api.document().path("channels")).hasSameSizeAs(topics.entrySet());
        assertThat(api.document().at("/operations/receiveLogins/bindings/kafka/groupId/default"))
                .hasToString(Catalogue.SETTINGS.stream()
                        .filter(setting -> setting.variable().equals("GROUP_ID"))
                        .map(setting -> '"' + setting.byDefault() + '"')
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void topicsAreDescribedAsTheyAreCreated() {
        Rules rules = new Rules("kafka-fetch", HourOfDay.UTC, MissingDeviceType.DEAD_LETTER);
        KafkaPipeline pipeline = new KafkaPipeline(
                "kafka-fetch",
                "user-login",
                "insights",
                "user-login-dlq",
                HourOfDay.UTC,
                Optional.of(new RollupTopics("login-tallies", "login-rollups", rules)));
        for (JsonNode channel : api.channels().values()) {
            String topic = channel.path("address").asText();
            JsonNode described = channel.at("/bindings/kafka");
            if (topic.equals("user-login")) {
                assertThat(described.isMissingNode()).as("it belongs to others").isTrue();
                continue;
            }
            Map<String, String> configs = new TreeMap<>();
            described
                    .path("topicConfiguration")
                    .properties()
                    .forEach(config -> configs.put(
                            config.getKey(),
                            config.getValue().isArray()
                                    ? config.getValue().path(0).asText()
                                    : config.getValue().asText()));
            TopicPlan plan = TopicPlan.of(topic, pipeline);
            assertThat(configs).as(topic).isEqualTo(plan.configs());
            assertThat(described.path("partitions").asInt(0)).as(topic).isEqualTo(plan.hasOnePartition() ? 1 : 0);
        }
    }

    @Test
    void everyOperationIsOnAChannelAndEveryChannelHasOne() {
        Set<String> used = api.document().path("operations").findValuesAsText("$ref").stream()
                .collect(Collectors.toSet());
        Set<String> all = api.document().path("channels").properties().stream()
                .map(channel -> "#/channels/" + channel.getKey())
                .collect(Collectors.toSet());
        assertThat(used).isEqualTo(all);
    }

    @Test
    void theHeadersOfAReplayedRecordAreThoseOfTheCode() {
        assertThat(api.document()
                        .at("/components/messages/login/headers/properties")
                        .fieldNames())
                .toIterable()
                .containsExactly(
                        "traceparent",
                        "tracestate",
                        DeadLetterRecords.REPLAY_COUNT,
                        DeadLetterRecords.LETTER,
                        DeadLetterRecords.FIRST_LETTER);
    }

    @Test
    void recordsThatAreNotAsDescribedAreRefused() throws IOException {
        String insight =
                "{\"metric\":\"peak_hour\",\"hour\":1,\"logins\":8,\"scope\":\"running\",\"batch\":\"b-0@0-1\","
                        + "\"events\":1,\"rejected\":0}";
        assertThat(api.faults("OUTPUT_TOPIC", record("peak_hour", insight))).isEmpty();
        assertThat(api.faults("OUTPUT_TOPIC", record("peak_hours", insight))).isNotEmpty();
        assertThat(api.faults("OUTPUT_TOPIC", record("peak_hour", insight.replace("hour\":1", "hour\":24"))))
                .isNotEmpty();
        assertThat(api.faults("OUTPUT_TOPIC", record("peak_hour", "no JSON"))).isNotEmpty();
        assertThat(api.faults("OUTPUT_TOPIC", record("peak_hour", null))).isNotEmpty();
        assertThat(api.faults("DLQ_TOPIC", record("k", "v"))).isNotEmpty();
        assertThat(api.faults("ROLLUPS_TOPIC", record("PT1M/2026-01-05T09:00:00Z", null)))
                .isEmpty();
        assertThat(api.faults("ROLLUPS_TOPIC", record("PT5M/2026-01-05T09:00:00Z", null)))
                .isNotEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, @Nullable String value) {
        return new ConsumerRecord<>("t", 0, 0, key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8));
    }
}
