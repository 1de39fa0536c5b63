package io.kafkafetch.adapters.kafka.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.json.audit.BatchNames;
import io.kafkafetch.adapters.json.audit.JsonWire;
import io.kafkafetch.adapters.json.audit.TotalsAudit;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.adapters.json.rollup.ManifestDecoder;
import io.kafkafetch.adapters.json.rollup.RollupEncoder;
import io.kafkafetch.adapters.json.rollup.Rules;
import io.kafkafetch.application.audit.Audit;
import io.kafkafetch.application.audit.PartitionTotals;
import io.kafkafetch.application.audit.Scope;
import io.kafkafetch.application.audit.Selection;
import io.kafkafetch.application.audit.Survey;
import io.kafkafetch.application.audit.evidence.Finding;
import io.kafkafetch.application.audit.evidence.InputRecords;
import io.kafkafetch.application.audit.evidence.Manifest;
import io.kafkafetch.application.audit.evidence.Published;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.record.RecordChecksum;
import io.kafkafetch.application.rollup.Rollups;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.rollup.Resolution;
import io.kafkafetch.domain.rollup.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The topics of a pipeline in memory, to be tampered with and audited. */
final class World implements InputRecords {

    private static final int INSIGHT_PARTITIONS = 3;
    private static final int LETTER_PARTITIONS = 2;

    private final Rules rules;
    private final Map<Partition, NavigableMap<Long, byte[][]>> source =
            new TreeMap<>((one, other) -> one.number() - other.number());
    final List<List<ProducerRecord<byte[], byte[]>>> insights = lists(INSIGHT_PARTITIONS);
    final List<List<ProducerRecord<byte[], byte[]>>> letters = lists(LETTER_PARTITIONS);
    final List<byte[]> tallies = new ArrayList<>();
    final Map<String, byte[]> totals = new HashMap<>();
    final Map<Partition, Checkpoint> committed = new HashMap<>();
    private final Map<Partition, Long> beginnings = new HashMap<>();
    private List<PartitionTotals> looked = List.of();
    private Optional<String> unknownTotals = Optional.empty();

    World(int partitions, Rules rules) {
        this.rules = rules;
        for (int number = 0; number < partitions; number++) {
            source.put(new Partition(Pipeline.STREAM, number), new TreeMap<>());
        }
    }

    private static <T> List<List<T>> lists(int count) {
        List<List<T>> lists = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lists.add(new ArrayList<>());
        }
        return lists;
    }

    Rules rules() {
        return rules;
    }

    NavigableMap<Long, byte[][]> source(Partition partition) {
        return requireNonNull(source.get(partition));
    }

    List<PartitionTotals> looked() {
        return looked;
    }

    Optional<String> unknownTotals() {
        return unknownTotals;
    }

    // ---- what a service does

    void write(ProducerRecord<byte[], byte[]> record) {
        switch (record.topic()) {
            case "tallies" -> tallies.add(record.value());
            case "insights" ->
                insights.get(Pipeline.hash(record.key()) % INSIGHT_PARTITIONS).add(record);
            default ->
                letters.get(Pipeline.hash(record.key()) % LETTER_PARTITIONS).add(record);
        }
    }

    void commit(BatchOutcome last) {
        committed.put(last.batch().partition(), last.checkpoint());
    }

    /** The totals of all tallies of the zone. */
    void addUp() {
        Rollups sum = new Rollups(rules.clock());
        manifests().stream()
                .filter(manifest -> manifest.clock().equals(rules.clock()))
                .forEach(manifest -> sum.add(manifest.tally().orElseThrow(), manifest.published()));
        RollupEncoder encoder = new RollupEncoder(rules);
        totals.put(RollupEncoder.ALL, encoder.value(sum));
        for (Resolution resolution : Resolution.values()) {
            sum.of(resolution).forEach((start, total) -> {
                Window window = new Window(resolution, start);
                totals.put(new String(RollupEncoder.key(window), UTF_8), encoder.value(window, total));
            });
        }
    }

    /** The source has lost what is before this offset. */
    void truncate(Partition partition, long beginning) {
        source(partition).headMap(beginning).clear();
        beginnings.put(partition, beginning);
    }

    List<Manifest> manifests() {
        ManifestDecoder decoder = new ManifestDecoder(Pipeline.GROUP);
        List<Manifest> manifests = new ArrayList<>();
        for (int i = 0; i < tallies.size(); i++) {
            try {
                decoder.decode(tallies.get(i), Pipeline.START.plusSeconds(i)).ifPresent(manifests::add);
            } catch (IllegalArgumentException unreadable) {
                assertThat(unreadable).hasMessageNotContaining("user"); // and is passed over
            }
        }
        return manifests;
    }

    // ---- the audit

    List<Finding> audit() {
        return audit(Selection.ALL, new Rules(Pipeline.GROUP, HourOfDay.UTC, MissingDeviceType.DEAD_LETTER));
    }

    List<Finding> audit(Selection selection, Rules configured) {
        List<Finding> findings = new ArrayList<>();
        JsonWire wire = new JsonWire(configured, new Letters(Pipeline.DEAD_LETTERS, Pipeline.GROUP)::difference);
        Survey survey = new Survey(committed, configured.clock());
        manifests().forEach(manifest -> survey.add(manifest, selection.wants(manifest)));
        Scope scope = new Scope(
                survey.beginnings(),
                selection.batch().isPresent() ? Map.of() : committed,
                selection::samples,
                Instant.EPOCH,
                Instant.EPOCH,
                Manifest.rules(configured.clock(), configured.missingDeviceType(), configured.formatId()));
        Audit audit = new Audit(scope, this, wire, DeriveInsights::new, findings::add);
        TotalsAudit sum = new TotalsAudit(totals, configured);
        Feeding feeding = new Feeding(audit);
        for (Manifest manifest : manifests()) {
            if (selection.wants(manifest)) {
                sum.add(audit.add(manifest), manifest.published());
                feeding.feed();
            }
        }
        audit.endManifests();
        feeding.feed();
        looked = audit.finish();
        if (selection.isWhole()) {
            findings.addAll(sum.finish());
            unknownTotals = sum.unknown();
        }
        return findings;
    }

    /** Gives the audit what it takes, each partition in its order. */
    private final class Feeding {

        private final Audit audit;
        private final BatchNames names = new BatchNames(Pipeline.STREAM);
        private final Letters reader = new Letters(Pipeline.DEAD_LETTERS, Pipeline.GROUP);
        private final IdentityHashMap<List<?>, Integer> places = new IdentityHashMap<>();

        private Feeding(Audit audit) {
            this.audit = audit;
        }

        private void feed() {
            insights.forEach(partition -> feed(partition, this::insight));
            letters.forEach(partition -> feed(partition, this::letter));
        }

        private void feed(
                List<ProducerRecord<byte[], byte[]>> partition,
                Function<ProducerRecord<byte[], byte[]>, Optional<? extends Published>> read) {
            int place = places.getOrDefault(partition, 0);
            while (place < partition.size()
                    && read.apply(partition.get(place))
                            .map(published -> audit.take(published, 0))
                            .orElse(true)) {
                place++;
            }
            places.put(partition, place);
        }

        private Optional<? extends Published> insight(ProducerRecord<byte[], byte[]> record) {
            return names.of(record.value())
                    .map(batch -> new Published.Insight(
                            batch.partition(),
                            batch.first(),
                            batch.last(),
                            new String(record.key(), UTF_8),
                            record.value()));
        }

        private Optional<? extends Published> letter(ProducerRecord<byte[], byte[]> record) {
            return reader.read(Pipeline.STREAM, Letters.of(record.key(), record.value(), record.headers()));
        }
    }

    /** Those of a mapping are of no mapping that is known. */
    @Override
    public boolean knows(String mapping) {
        return mapping.isEmpty();
    }

    @Override
    public boolean isThere(Partition partition, String life, long offset) {
        return beginnings.getOrDefault(partition, 0L) <= offset && life.equals(Pipeline.TOPIC_ID.toString());
    }

    @Override
    public boolean read(
            Partition partition, long first, long last, MissingDeviceType policy, Consumer<Delivery> taker) {
        if (beginnings.getOrDefault(partition, 0L) > first) {
            return false;
        }
        LoginDecoder decoder = new LoginDecoder(policy);
        RecordChecksum checksums = new RecordChecksum();
        source(partition)
                .subMap(first, true, last, true)
                .forEach((offset, login) -> taker.accept(Delivery.of(
                        new Origin(partition, offset),
                        Pipeline.verdict(decoder, login[1]),
                        () -> checksums.of(login[1]),
                        () -> Letters.of(login[0], login[1], List.of()))));
        return true;
    }
}
