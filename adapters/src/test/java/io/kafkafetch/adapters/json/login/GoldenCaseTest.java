package io.kafkafetch.adapters.json.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.application.batch.BatchAssembler;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.Metric;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the original program published for 2,030 messages, and what this one does: bytes in, bytes out. */
class GoldenCaseTest {

    private static final int BATCH_SIZE = 50;
    private static final Partition PARTITION = new Partition("user-login", 0);
    private static final Set<Metric> OF_THE_ORIGINAL =
            Set.of(Metric.Running.PEAK_HOUR, Metric.Ranked.LOGINS_PER_REGION, Metric.Ranked.DEVICE_USAGE);
    private static final Set<String> FIELDS_OF_THE_ORIGINAL =
            Set.of("metric", "hour", "logins", "region", "count", "device_type", "percentage");

    private final ObjectMapper mapper = ObjectMapper.getDefault();
    private final List<List<Map<String, Object>>> published = new ArrayList<>();
    private long accepted;
    private long rejected;

    @Test
    void theSameInsightsAreDerivedAsTheOriginalPublished() throws IOException {
        List<List<Map<String, Object>>> golden = golden();
        run();

        assertThat(golden).hasSize(40);
        assertThat(published).hasSize(golden.size());
        for (int batch = 0; batch < golden.size(); batch++) {
            List<Map<String, Object>> ours = published.get(batch);
            List<Map<String, Object>> theirs = golden.get(batch);
            assertThat(withoutHour(ours)).as("batch " + batch).containsExactlyInAnyOrderElementsOf(withoutHour(theirs));
            assertThat(peak(ours).get("logins")).isEqualTo(peak(theirs).get("logins"));
        }
        assertThat(accepted).isEqualTo(2000);
        assertThat(rejected).isEqualTo(30);
    }

    private void run() throws IOException {
        LoginDecoder decoder = new LoginDecoder(MissingDeviceType.DEAD_LETTER);
        BatchAssembler assembler = new BatchAssembler(BatchPolicy.of(BATCH_SIZE, Duration.ofDays(1)), HourOfDay.UTC);
        HourCounts running = HourCounts.EMPTY;
        long offset = 0;
        for (byte[] line : lines("logins.jsonl")) {
            Origin origin = new Origin(PARTITION, offset++);
            Delivery delivery = Delivery.of(
                    origin, decoder.decode(ByteBuffer.wrap(line)), () -> new Original(line, line, List.of()));
            running = publish(assembler.add(delivery, 0).stream().toList(), running);
        }
        publish(assembler.close(PARTITION, Trigger.REVOKED).stream().toList(), running);
    }

    private HourCounts publish(List<LoginBatch> batches, HourCounts running) throws IOException {
        InsightEncoder encoder = new InsightEncoder();
        HourCounts after = running;
        for (LoginBatch batch : batches) {
            BatchOutcome outcome = new DeriveInsights().process(batch, after);
            after = outcome.running();
            accepted += batch.events();
            rejected += batch.rejected();
            List<Map<String, Object>> records = new ArrayList<>();
            for (var insight : outcome.insights()) {
                if (OF_THE_ORIGINAL.contains(insight.metric())) {
                    records.add(read(encoder.value(insight, batch)));
                }
            }
            published.add(records);
        }
        return after;
    }

    private List<List<Map<String, Object>>> golden() throws IOException {
        List<List<Map<String, Object>>> batches = new ArrayList<>();
        for (byte[] line : lines("insights.jsonl")) {
            Map<String, Object> insight = read(line);
            if (isPeak(insight)) {
                batches.add(new ArrayList<>());
            }
            batches.getLast().add(insight);
        }
        return batches;
    }

    private Map<String, Object> read(byte[] json) throws IOException {
        Map<String, Object> fields = mapper.readValue(json, Argument.mapOf(String.class, Object.class));
        fields.keySet().retainAll(FIELDS_OF_THE_ORIGINAL);
        if ("device_usage".equals(fields.get("metric"))) {
            fields.remove("count"); // the original counts regions alone
        }
        return fields;
    }

    /** Which of equally busy hours is the peak is ours to define. */
    private static List<Map<String, Object>> withoutHour(List<Map<String, Object>> insights) {
        return insights.stream().filter(insight -> !isPeak(insight)).toList();
    }

    private static Map<String, Object> peak(List<Map<String, Object>> insights) {
        return insights.stream().filter(insight -> isPeak(insight)).findFirst().orElseThrow();
    }

    private static boolean isPeak(Map<String, Object> insight) {
        return "peak_hour".equals(insight.get("metric"));
    }

    private static List<byte[]> lines(String name) throws IOException {
        try (InputStream in = GoldenCaseTest.class.getResourceAsStream("/golden/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.getBytes(UTF_8))
                    .toList();
        }
    }
}
