package io.kafkafetch.adapters.http.live.state;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.http.live.documents.Breakdown;
import io.kafkafetch.adapters.http.live.documents.InsightsDocument;
import io.kafkafetch.adapters.http.live.documents.InsightsDocument.Hours;
import io.kafkafetch.adapters.http.live.state.PublishedBatch.Told;
import io.kafkafetch.adapters.json.InsightFields;
import io.kafkafetch.domain.insight.Metric;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The same records give the same numbers, in whatever order they come. */
class LiveInsightsProperties {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Hours HOURS = new Hours("UTC", List.of(), null);

    @Property(tries = 200)
    void recordsThatComeOverSeveralPartitionsGiveTheDocumentOfThoseThatComeInOrder(
            @ForAll("batches") List<PublishedBatch> batches,
            @ForAll @IntRange(min = 1, max = 8) int partitions,
            @ForAll Random random) {
        List<Told> inOrder =
                batches.stream().flatMap(batch -> batch.records().stream()).toList();

        assertThat(document(interleaved(inOrder, partitions, random))).isEqualTo(document(inOrder));
    }

    @Property(tries = 200)
    void totalsReconcile(@ForAll("batches") List<PublishedBatch> batches, @ForAll Random random) {
        List<Told> records = new ArrayList<>(
                batches.stream().flatMap(batch -> batch.records().stream()).toList());
        Collections.shuffle(records, random);
        InsightsDocument document = document(records);

        long logins = batches.stream().mapToLong(PublishedBatch::events).sum();
        assertThat(document.totals()).isEqualTo(new InsightsDocument.Totals(logins, 0, batches.size(), records.size()));
        assertThat(of(document, "logins_per_region").total()).isEqualTo(logins);
        assertThat(of(document, "device_usage").total()).isEqualTo(logins);
        assertThat(of(document, "app_version_usage").total()).isEqualTo(logins);
        assertThat(of(document, "logins_per_region").top().stream()
                        .collect(toMap(region -> region.get("region"), region -> region.get("count"))))
                .isEqualTo(sum(batches));
        assertThat(document.batches())
                .hasSize(Math.min(20, batches.size()))
                .extracting(InsightsDocument.Batch::publishedAt)
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    /** Totals, regions and devices are of the same batches at every moment, in whatever order the records come. */
    @Property(tries = 100)
    void whatIsShownTogetherIsOneCut(
            @ForAll("batches") List<PublishedBatch> batches,
            @ForAll @IntRange(min = 1, max = 8) int partitions,
            @ForAll Random random) {
        LiveInsights insights = new LiveInsights(InstantSource.fixed(NOON));
        insights.live();
        List<Told> inOrder =
                batches.stream().flatMap(batch -> batch.records().stream()).toList();
        for (Told told : interleaved(inOrder, partitions, random)) {
            told.to(insights);
            InsightsDocument document = insights.document("", HOURS);
            assertThat(of(document, "logins_per_region").total())
                    .isEqualTo(document.totals().logins());
            assertThat(of(document, "device_usage").total())
                    .isEqualTo(document.totals().logins());
        }
        assertThat(insights.document("", HOURS).totals().logins())
                .isEqualTo(batches.stream().mapToLong(PublishedBatch::events).sum());
        assertThat(insights.document("", HOURS).totals().insights()).isEqualTo(inOrder.size());
    }

    @Property(tries = 100)
    void aBatchShowsOnceAllThatIsCountedInItHasCome(@ForAll("batch") PublishedBatch batch, @ForAll Random random) {
        List<Told> records = new ArrayList<>(batch.records());
        Collections.shuffle(records, random);
        LiveInsights insights = new LiveInsights(InstantSource.fixed(NOON));
        int needed = 1 + batch.regions().size() + batch.devices().size();
        int had = 0;
        for (Told told : records) {
            assertThat(insights.batch(batch.name()).isPresent()).isEqualTo(had == needed);
            told.to(insights);
            had += told.insight().insight().metric() == Metric.Ranked.APP_VERSION_USAGE ? 0 : 1;
        }
        assertThat(insights.batch(batch.name()).orElseThrow().insights())
                .containsExactlyInAnyOrderElementsOf(records.stream()
                        .map(told -> InsightFields.of(told.insight()))
                        .toList());
    }

    /** Each record goes to a partition; each partition keeps its order, and they are read one ahead of the other. */
    private static List<Told> interleaved(List<Told> records, int partitions, Random random) {
        List<List<Told>> logs = IntStream.range(0, partitions)
                .<List<Told>>mapToObj(i -> new ArrayList<>())
                .toList();
        records.forEach(told -> logs.get(random.nextInt(partitions)).add(told));
        List<Told> read = new ArrayList<>();
        int[] next = new int[partitions];
        while (read.size() < records.size()) {
            int partition = random.nextInt(partitions);
            int most = random.nextInt(20);
            for (int i = 0; i < most && next[partition] < logs.get(partition).size(); i++) {
                read.add(logs.get(partition).get(next[partition]++));
            }
        }
        return read;
    }

    private static Breakdown of(InsightsDocument document, String metric) {
        return requireNonNull(document.breakdowns().get(metric));
    }

    private static InsightsDocument document(List<Told> records) {
        LiveInsights insights = new LiveInsights(InstantSource.fixed(NOON));
        records.forEach(told -> told.to(insights));
        return insights.document("", HOURS);
    }

    private static Map<String, Long> sum(List<PublishedBatch> batches) {
        Map<String, Long> sum = new HashMap<>();
        batches.forEach(batch -> batch.regions().forEach((region, count) -> sum.merge(region, count, Long::sum)));
        return sum;
    }

    @Provide
    Arbitrary<PublishedBatch> batch() {
        return Combinators.combine(
                        parts("RI", "CA", "TX", "Zürich", "x"),
                        Arbitraries.integers().between(0, 100),
                        Arbitraries.randomValue(random -> random))
                .as((regions, offset, random) -> {
                    long events =
                            regions.values().stream().mapToLong(count -> count).sum();
                    return new PublishedBatch(
                            "user-login-3@" + offset + "-" + (offset + events),
                            NOON.plusSeconds(random.nextInt(-5, 1)),
                            random.nextInt(3),
                            regions,
                            split(events, random, "iOS", "android", "web"),
                            split(events, random, "1.0", "2.0"));
                });
    }

    @Provide
    Arbitrary<List<PublishedBatch>> batches() {
        return batch().list().ofMaxSize(40).uniqueElements(PublishedBatch::name);
    }

    private static Arbitrary<Map<String, Long>> parts(String... names) {
        return Arbitraries.maps(Arbitraries.of(names), Arbitraries.longs().between(1, 30))
                .ofMinSize(1);
    }

    private static Map<String, Long> split(long events, Random random, String... names) {
        Map<String, Long> parts = new HashMap<>();
        for (long i = 0; i < events; i++) {
            parts.merge(names[random.nextInt(names.length)], 1L, Long::sum);
        }
        return parts;
    }
}
