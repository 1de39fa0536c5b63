package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.published.PublishedInsight;
import io.kafkafetch.bootstrap.kafka.Published.Batch;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Metric;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What went into the original program, and what came out of it. Only the original's own fields are compared; among
 * equal counts the order is ours, so that sets are compared, and of the peak hour the number of logins.
 */
final class Golden {

    private static final Set<Metric> OF_THE_ORIGINAL =
            Set.of(Metric.Running.PEAK_HOUR, Metric.Ranked.LOGINS_PER_REGION, Metric.Ranked.DEVICE_USAGE);
    private static final Path FOLDER = Path.of("..", "adapters", "src", "test", "resources", "golden");

    private Golden() {}

    static List<byte[]> logins() throws IOException {
        return Files.readAllLines(FOLDER.resolve("logins.jsonl")).stream()
                .map(line -> line.getBytes(UTF_8))
                .toList();
    }

    static void assertEqual(List<Batch> ours) throws IOException {
        List<List<Map<String, Object>>> golden = batches();
        assertThat(golden).hasSize(40);
        assertThat(ours).hasSameSizeAs(golden);
        for (int i = 0; i < golden.size(); i++) {
            assertThat(ours.get(i).insights().stream()
                            .map(PublishedInsight::insight)
                            .filter(insight -> OF_THE_ORIGINAL.contains(insight.metric()))
                            .map(Golden::comparable))
                    .as("batch %d", i)
                    .containsExactlyInAnyOrderElementsOf(
                            golden.get(i).stream().map(Golden::comparable).toList());
        }
    }

    private static List<Object> comparable(Insight insight) {
        return switch (insight) {
            case Insight.PeakHour peak -> List.of(peak.logins());
            case Insight.Ranked ranked -> List.of(ranked.name(), number(ranked));
        };
    }

    private static Object number(Insight.Ranked ranked) {
        if (ranked.metric().hasShare()) {
            return ranked.percentage().value().doubleValue();
        }
        return ranked.count();
    }

    private static List<Object> comparable(Map<String, Object> insight) {
        return switch (String.valueOf(insight.get("metric"))) {
            case "peak_hour" -> List.of(number(insight, "logins").longValue());
            case "logins_per_region" ->
                List.of(
                        String.valueOf(insight.get("region")),
                        number(insight, "count").longValue());
            case "device_usage" ->
                List.of(
                        String.valueOf(insight.get("device_type")),
                        number(insight, "percentage").doubleValue());
            default -> throw new AssertionError("unknown metric in " + insight);
        };
    }

    private static BigDecimal number(Map<String, Object> insight, String field) {
        return new BigDecimal(String.valueOf(insight.get(field)));
    }

    /** Each batch begins with its peak hour. */
    private static List<List<Map<String, Object>>> batches() throws IOException {
        List<List<Map<String, Object>>> batches = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve("insights.jsonl"))) {
            Map<String, Object> insight =
                    ObjectMapper.getDefault().readValue(line, Argument.mapOf(String.class, Object.class));
            if ("peak_hour".equals(insight.get("metric"))) {
                batches.add(new ArrayList<>());
            }
            batches.getLast().add(insight);
        }
        return batches;
    }
}
