package io.kafkafetch.adapters.kafka.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.payload.Payload;
import io.kafkafetch.application.audit.PartitionTotals;
import io.kafkafetch.application.audit.Selection;
import io.kafkafetch.application.audit.evidence.Finding;
import io.kafkafetch.application.audit.evidence.FindingCode;
import io.kafkafetch.application.audit.evidence.Manifest;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.ChosenMetrics;
import io.kafkafetch.domain.insight.Metric;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Whatever a service publishes as it should, an audit finds nothing in it: of all logins, batches and overlaps in time. */
class AuditProperties {

    @Property(tries = 60)
    void nothingIsFoundInACleanRun(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int partitions, @ForAll boolean payloadOmitted) {
        World world = new Pipeline(seed, partitions, 150)
                .with(payloadOmitted ? Payload.OMITTED : Payload.FULL)
                .run();
        assertThat(world.audit()).isEmpty();
        assertThat(world.unknownTotals()).isEmpty();
        List<Manifest> manifests = world.manifests();
        assertThat(sum(world.looked(), PartitionTotals::recomputed))
                .isEqualTo(manifests.stream()
                        .mapToLong(manifest -> manifest.batches().size())
                        .sum());
        assertThat(sum(world.looked(), PartitionTotals::logins))
                .isEqualTo(manifests.stream().mapToLong(Manifest::logins).sum());
        assertThat(sum(world.looked(), PartitionTotals::logins)
                        + sum(world.looked(), PartitionTotals::rejected)
                        + sum(world.looked(), PartitionTotals::skipped))
                .as("read")
                .isEqualTo(150L * partitions);
    }

    /** Where the first of what was published is not looked at, running hours are known backwards. */
    @Property(tries = 60)
    void nothingIsFoundInAPartOfACleanRun(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 100) int percent,
            @ForAll boolean firstTalliesGone,
            @ForAll boolean ofOnePartition) {
        World world = new Pipeline(seed, 2, 150).run();
        int count = world.tallies.size();
        if (firstTalliesGone) {
            world.tallies.subList(0, count / 4).clear();
        }
        Selection selection = ofOnePartition
                ? new Selection(
                        Optional.empty(),
                        Optional.of(new Origin(new Partition(Pipeline.STREAM, 1), percent)),
                        Optional.empty(),
                        1)
                : new Selection(
                        Optional.of(Pipeline.START.plusSeconds(count / 4 * percent / 100)),
                        Optional.empty(),
                        Optional.empty(),
                        1);
        assertThat(world.audit(selection, world.rules())).isEmpty();
    }

    @Property(tries = 40)
    void nothingIsFoundInASampleOfACleanRun(@ForAll long seed, @ForAll @IntRange(min = 1, max = 99) int percent) {
        World world = new Pipeline(seed, 3, 150).run();
        Selection selection = new Selection(Optional.empty(), Optional.empty(), Optional.empty(), percent / 100.0);
        assertThat(world.audit(selection, world.rules())).isEmpty();
    }

    /** What retention has deleted of the source is no finding, and the rest is recounted. */
    @Property(tries = 40)
    void nothingIsFoundWhereTheSourceHasLostItsBeginning(
            @ForAll long seed, @ForAll @IntRange(min = 3, max = 150) int beginning) {
        World world = new Pipeline(seed, 2, 150).run();
        world.truncate(new Partition(Pipeline.STREAM, 0), beginning);
        assertThat(world.audit()).isEmpty();
        assertThat(world.looked().getFirst().gone()).isPositive();
        assertThat(world.looked().getFirst().gone() + world.looked().getFirst().recomputed())
                .isEqualTo(world.looked().getFirst().batches());
    }

    /** Of hours that were recomputed in another zone nothing is found but that, and behind it nothing. */
    @Property(tries = 40)
    void nothingIsFoundBehindAChangeOfZone(@ForAll long seed, @ForAll @IntRange(min = 1, max = 149) int record) {
        World world = new Pipeline(seed, 2, 150)
                .in("Asia/Kolkata")
                .rezonedFrom("Europe/Berlin", record)
                .run();
        for (int number = 0; number < 2; number++) {
            Partition partition = new Partition(Pipeline.STREAM, number);
            long last = world.manifests().stream()
                    .filter(manifest -> manifest.partition().equals(partition)
                            && !manifest.clock().equals(world.rules().clock()))
                    .mapToLong(Manifest::lastOffset)
                    .max()
                    .orElse(-1);
            Selection behind =
                    new Selection(Optional.empty(), Optional.of(new Origin(partition, last + 1)), Optional.empty(), 1);
            assertThat(world.audit(behind, world.rules())).isEmpty();
        }
        assertThat(world.audit(Selection.ALL, world.rules()))
                .extracting(Finding::code)
                .containsOnly(FindingCode.RULES_CHANGED);
    }

    /** Each batch is held against what was published when it was counted; what is configured now does not matter. */
    @Property(tries = 60)
    void nothingIsFoundWhateverInsightsArePublishedAndThroughAChangeOfThem(
            @ForAll long seed,
            @ForAll("chosen") ChosenMetrics before,
            @ForAll("chosen") ChosenMetrics after,
            @ForAll @IntRange(min = 1, max = 149) int record) {
        World world = new Pipeline(seed, 2, 150)
                .publishing(after)
                .publishingBefore(before, record)
                .run();
        assertThat(world.audit()).isEmpty();
        assertThat(world.unknownTotals()).isEmpty();
        assertThat(sum(world.looked(), PartitionTotals::recomputed))
                .isEqualTo(sum(world.looked(), PartitionTotals::batches));
    }

    /** Dead letters, tallies, totals and checkpoints are those of all insights, byte for byte, but for the rule's name. */
    @Property(tries = 40)
    void aChoiceOfInsightsLeavesOutTheOthersAndChangesNothingElse(
            @ForAll long seed, @ForAll("chosen") ChosenMetrics chosen) {
        World all = new Pipeline(seed, 1, 150).run();
        World some = new Pipeline(seed, 1, 150).publishing(chosen).run();
        assertThat(insights(some, chosen)).isEqualTo(insights(all, chosen));
        assertThat(insights(some, ChosenMetrics.ALL)).hasSameSizeAs(insights(all, chosen));
        assertThat(texts(some.letters.stream().flatMap(List::stream).map(ProducerRecord::value)))
                .isEqualTo(texts(all.letters.stream().flatMap(List::stream).map(ProducerRecord::value)));
        String rule = chosen.isAll() ? "" : ",\"insights\":\"" + chosen.text() + "\"";
        assertThat(texts(some.tallies.stream()))
                .allMatch(tally -> tally.contains("\"missing_device_type\":\"dead-letter\"" + rule + "}"))
                .extracting(tally -> tally.replace(rule, ""))
                .isEqualTo(texts(all.tallies.stream()));
        assertThat(some.totals.keySet()).isEqualTo(all.totals.keySet());
        assertThat(some.totals).allSatisfy((key, total) -> assertThat(total).isEqualTo(all.totals.get(key)));
        assertThat(some.committed).isEqualTo(all.committed);
    }

    private static List<String> insights(World world, ChosenMetrics chosen) {
        return texts(world.insights.stream().flatMap(List::stream).map(ProducerRecord::value)).stream()
                .filter(insight -> Metric.ALL.stream()
                        .filter(chosen::has)
                        .anyMatch(metric -> insight.startsWith("{\"metric\":\"" + metric.wireName() + "\"")))
                .toList();
    }

    private static List<String> texts(Stream<byte[]> values) {
        return values.map(value -> value == null ? "" : new String(value, UTF_8))
                .toList();
    }

    @Provide
    Arbitrary<ChosenMetrics> chosen() {
        return Arbitraries.subsetOf(Metric.ALL).map(ChosenMetrics::of);
    }

    private static long sum(List<PartitionTotals> totals, java.util.function.ToLongFunction<PartitionTotals> number) {
        return totals.stream().mapToLong(number).sum();
    }
}
