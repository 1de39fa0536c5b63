package io.kafkafetch.bootstrap.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.broker.EmbeddedBroker;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A login's trace on its way through a real broker. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TracingTest {

    private static final String LOGIN = "{\"user_id\":\"u-secret\",\"app_version\":\"2.3.0\",\"ip\":\"9.8.7.6\","
            + "\"locale\":\"RI\",\"device_id\":\"d-secret\",\"timestamp\":1694623430,\"device_type\":\"iOS\"}";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SENT_BY = "00-" + TRACE + "-b7ad6b7169203331-01";

    private static EmbeddedBroker broker;

    private int number;
    private static int tests;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.startTemporary(0);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void keepSpans() {
        number = ++tests;
        MemoryExporter.forget();
        System.setProperty("otel.traces.exporter", "memory");
        System.setProperty("otel.bsp.schedule.delay", "50");
    }

    @AfterEach
    void keepNoSpans() {
        System.clearProperty("otel.traces.exporter");
        System.clearProperty("otel.bsp.schedule.delay");
    }

    private ApplicationContext service(String source, boolean tracing) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
        settings.put("kafka-fetch.create-topics", true);
        settings.put("kafka-fetch.source", source);
        settings.put("kafka-fetch.sink", "kafka");
        settings.put("kafka-fetch.input-topic", "logins-" + number);
        settings.put("kafka-fetch.output-topic", "insights-" + number);
        settings.put("kafka-fetch.dlq-topic", "dead-" + number);
        settings.put("kafka-fetch.group-id", "group-" + number);
        settings.put("kafka-fetch.batch-size", 2);
        settings.put("kafka-fetch.batch-max-age", "1h");
        settings.put("micronaut.server.port", -1);
        if (tracing) {
            settings.put("kafka-fetch.tracing", "true");
        }
        return ApplicationContext.builder()
                .banner(false)
                .environmentPropertySource(false)
                .properties(settings)
                .start();
    }

    private void produce(String value, String... traceparent) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("logins-" + number, value.getBytes(UTF_8));
            for (String header : traceparent) {
                record.headers().add("traceparent", header.getBytes(UTF_8));
            }
            producer.send(record).get();
        }
    }

    /** At least so many records of this topic. */
    private List<ConsumerRecord<byte[], byte[]>> read(String topic, int atLeast) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "group.id",
                        "reader-" + number + topic,
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            long start = System.nanoTime();
            while (records.size() < atLeast) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(60));
            }
        }
        return records;
    }

    private static List<String> headers(ConsumerRecord<byte[], byte[]> record, String name) {
        List<String> values = new ArrayList<>();
        for (Header header : record.headers().headers(name)) {
            values.add(new String(header.value(), UTF_8));
        }
        return values;
    }

    private static SpanData span(String name) throws InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(30)) {
            for (SpanData span : MemoryExporter.spans()) {
                if (span.getName().equals(name)) {
                    return span;
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError("no span " + name + " among " + MemoryExporter.spans());
    }

    private static String traceparent(SpanData span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getSpanContext().getTraceFlags().asHex();
    }

    private static List<String> linked(SpanData span) {
        return span.getLinks().stream()
                .map(LinkData::getSpanContext)
                .map(context -> context.getTraceId() + "-" + context.getSpanId())
                .toList();
    }

    @Test
    void aRecordsTraceIsLinkedByItsBatchWhoseTraceTheInsightsCarry() throws Exception {
        try (ApplicationContext service = service("kafka", true)) {
            requireNonNull(service);
            awaitTopics();
            produce(LOGIN, SENT_BY);
            produce("no login", "00-" + TRACE.replace('0', '1') + "-00000000000000bb-01");
            produce(LOGIN);

            List<ConsumerRecord<byte[], byte[]>> insights = read("insights-" + number, 4);
            SpanData batch = span("process logins-" + number);
            assertThat(linked(batch))
                    .containsExactly(TRACE + "-b7ad6b7169203331", TRACE.replace('0', '1') + "-00000000000000bb");
            assertThat(insights)
                    .allSatisfy(insight ->
                            assertThat(headers(insight, "traceparent")).containsExactly(traceparent(batch)));
            assertThat(linked(span("commit"))).containsExactly(batch.getTraceId() + "-" + batch.getSpanId());

            ConsumerRecord<byte[], byte[]> letter = read("dead-" + number, 1).getFirst();
            assertThat(headers(letter, "traceparent"))
                    .as("the login's own")
                    .containsExactly("00-" + TRACE.replace('0', '1') + "-00000000000000bb-01");
            assertThat(headers(letter, "__dlq.errors.traceparent")).containsExactly(traceparent(batch));
            assertThat(MemoryExporter.spans().toString()).doesNotContain("secret", "9.8.7.6", "no login");
        }
    }

    @Test
    void aPostedLoginGoesOnWithItsClientsTraceIntoTheTopic() throws Exception {
        try (ApplicationContext service = service("http", true);
                HttpClient client = HttpClient.newHttpClient()) {
            EmbeddedServer server = service.getBean(EmbeddedServer.class).start();
            awaitTopics();
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(server.getURI() + "/api/logins"))
                            .header("Content-Type", "application/json")
                            .header("traceparent", SENT_BY)
                            .header("tracestate", "vendor=1")
                            .POST(BodyPublishers.ofString("[" + LOGIN + "," + LOGIN + "]"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);

            SpanData request = span("POST /api/logins");
            assertThat(request.getKind()).isEqualTo(SpanKind.SERVER);
            assertThat(request.getTraceId()).isEqualTo(TRACE);
            assertThat(request.getParentSpanId()).isEqualTo("b7ad6b7169203331");
            SpanData send = span("send logins-" + number);
            assertThat(send.getTraceId()).isEqualTo(TRACE);
            assertThat(send.getParentSpanId()).isEqualTo(request.getSpanId());
            assertThat(read("logins-" + number, 2)).allSatisfy(record -> {
                assertThat(headers(record, "traceparent")).containsExactly(traceparent(send));
                assertThat(headers(record, "tracestate")).containsExactly("vendor=1");
            });
            assertThat(linked(span("process logins-" + number))).containsExactly(TRACE + "-" + send.getSpanId());
        }
    }

    @Test
    void withoutTheSettingNothingIsTraced() throws Exception {
        try (ApplicationContext service = service("kafka", false)) {
            requireNonNull(service);
            awaitTopics();
            produce(LOGIN, SENT_BY);
            produce("no login");
            produce(LOGIN, SENT_BY);

            assertThat(read("insights-" + number, 4))
                    .allSatisfy(insight -> assertThat(insight.headers()).isEmpty());
            assertThat(headers(read("dead-" + number, 1).getFirst(), "__dlq.errors.traceparent"))
                    .isEmpty();
            assertThat(MemoryExporter.spans()).isEmpty();
        }
    }

    private void awaitTopics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            long start = System.nanoTime();
            while (!admin.listTopics().names().get().contains("dead-" + number)) {
                assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(60));
                Thread.sleep(20);
            }
        }
    }
}
