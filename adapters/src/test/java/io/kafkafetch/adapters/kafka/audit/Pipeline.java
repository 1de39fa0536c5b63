package io.kafkafetch.adapters.kafka.audit;

import io.kafkafetch.adapters.generator.GeneratorSettings;
import io.kafkafetch.adapters.generator.LoginGenerator;
import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.json.rollup.Rules;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.client.RollupTopics;
import io.kafkafetch.adapters.kafka.input.Incarnation;
import io.kafkafetch.adapters.kafka.records.OutcomeRecords;
import io.kafkafetch.adapters.payload.Payload;
import io.kafkafetch.application.batch.BatchAssembler;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.record.RecordChecksum;
import io.kafkafetch.application.rollup.Tally;
import io.kafkafetch.domain.insight.ChosenMetrics;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.LoginCounter;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.Validation;
import io.kafkafetch.domain.rollup.ByTime;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A service in memory that reads random logins, makes random batches of them, commits random groups of these, and publishes
 * what overlaps in time in a random order, as transactions of several instances do. A seed decides all of it.
 */
final class Pipeline {

    static final String STREAM = "user-login";
    static final String GROUP = "kafka-fetch";
    static final String DEAD_LETTERS = "user-login-dlq";
    static final Uuid TOPIC_ID = new Uuid(7, 8);
    static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    private final Random random;
    private final LoginGenerator logins;
    private final int partitions;
    private final int records;
    private ZoneId zone = ZoneId.of("UTC");
    private MissingDeviceType policy = MissingDeviceType.DEAD_LETTER;
    private Payload payload = Payload.FULL;
    private int batchSize;
    private long skipped = -1;
    private long repeated = -1;
    private int forgetful = -1;
    private ZoneId zoneBefore = zone;
    private int rezoned;
    private ChosenMetrics chosen = ChosenMetrics.ALL;
    private ChosenMetrics chosenBefore = ChosenMetrics.ALL;
    private int rechosen;

    Pipeline(long seed, int partitions, int records) {
        this.random = new Random(seed);
        this.logins = new LoginGenerator(GeneratorSettings.forTopic()
                .withSeed(seed)
                .withUsers(100)
                .withCorruptPercent(6)
                .withLoginsPerDay(1_000 + random.nextInt(1_000_000)));
        this.batchSize = 1 + random.nextInt(12);
        this.partitions = partitions;
        this.records = records;
    }

    Pipeline in(String otherZone) {
        zone = ZoneId.of(otherZone);
        return this;
    }

    Pipeline with(MissingDeviceType otherPolicy) {
        policy = otherPolicy;
        return this;
    }

    Pipeline with(Payload kept) {
        payload = kept;
        return this;
    }

    Pipeline withBatchesOf(int logins) {
        batchSize = logins;
        return this;
    }

    /** Loses the record of this number of each partition between two batches. */
    Pipeline skipping(long record) {
        skipped = record;
        return this;
    }

    /** Takes the record of this number of each partition into two batches. */
    Pipeline repeating(long record) {
        repeated = record;
        return this;
    }

    /** Begins to count the hours again with the batch of this number of each partition. */
    Pipeline forgettingHoursAt(int batch) {
        forgetful = batch;
        return this;
    }

    /** Counts in that zone first; before the record of this number of each partition its hours are recomputed. */
    Pipeline rezonedFrom(String other, int record) {
        zoneBefore = ZoneId.of(other);
        rezoned = record;
        return this;
    }

    /** Publishes these metrics alone. */
    Pipeline publishing(ChosenMetrics metrics) {
        chosen = metrics;
        return this;
    }

    /** Publishes others before the record of this number of each partition. */
    Pipeline publishingBefore(ChosenMetrics metrics, int record) {
        chosenBefore = metrics;
        rechosen = record;
        return this;
    }

    /** A transaction on its way: what of it is not written yet, its tally last. */
    private record Transaction(List<BatchOutcome> outcomes, Deque<ProducerRecord<byte[], byte[]>> rest) {}

    World run() {
        World world = new World(partitions, rules(zone, chosen));
        int change = Math.max(rezoned, rechosen);
        Rules rulesBefore = rules(rezoned > 0 ? zoneBefore : zone, rechosen > 0 ? chosenBefore : chosen);
        List<Deque<Transaction>> waiting = new ArrayList<>();
        for (int number = 0; number < partitions; number++) {
            Partition partition = new Partition(STREAM, number);
            Deque<Transaction> all = new ArrayDeque<>();
            all.addAll(transactions(
                    decided(batches(world, partition, 0, change, rulesBefore.clock()), HourCounts.EMPTY, rulesBefore),
                    encoder(rulesBefore)));
            HourCounts recomputed = hours(world, partition);
            all.addAll(transactions(
                    decided(
                            batches(
                                    world,
                                    partition,
                                    change,
                                    records,
                                    world.rules().clock()),
                            recomputed,
                            world.rules()),
                    encoder(world.rules())));
            waiting.add(all);
        }
        interleave(waiting, world);
        world.addUp();
        return world;
    }

    private Rules rules(ZoneId itsZone, ChosenMetrics metrics) {
        return new Rules(GROUP, new HourOfDay(itsZone), LoginFormat.plain(policy), Optional.empty(), metrics);
    }

    private OutcomeRecords encoder(Rules rules) {
        return OutcomeRecords.of(
                new KafkaPipeline(
                        GROUP,
                        STREAM,
                        "insights",
                        DEAD_LETTERS,
                        rules.clock(),
                        Optional.of(new RollupTopics("tallies", "rollups", rules))),
                new InsightEncoder(),
                payload,
                () -> START);
    }

    /** Of all logins that a partition has by now. */
    private HourCounts hours(World world, Partition partition) {
        LoginDecoder decoder = new LoginDecoder(policy);
        LoginCounter counter = new LoginCounter(world.rules().clock());
        for (byte[][] login : world.source(partition).values()) {
            if (verdict(decoder, login[1]) instanceof LoginEvent event) {
                counter.count(event);
            }
        }
        return counter.tally().hours();
    }

    private List<LoginBatch> batches(World world, Partition partition, int first, int end, HourOfDay clock) {
        LoginDecoder decoder = new LoginDecoder(policy);
        RecordChecksum checksums = new RecordChecksum();
        BatchAssembler assembler = new BatchAssembler(
                BatchPolicy.of(batchSize, Duration.ofSeconds(1)), clock, Optional.of(new ByTime(Tally.DETAIL)));
        List<LoginBatch> batches = new ArrayList<>();
        long offset =
                world.source(partition).isEmpty() ? 0 : world.source(partition).lastKey();
        for (int record = first; record < end; record++) {
            offset += random.nextInt(10) == 0 ? 2 : 1; // a marker, or what was compacted
            byte[][] login = next();
            world.source(partition).put(offset, login);
            boolean mayClose = repeated < 0 || record < repeated || record > repeated + 1;
            if (record == skipped || (random.nextInt(30) == 0 && mayClose)) {
                assembler.close(partition, Trigger.REVOKED).ifPresent(batches::add);
            }
            Delivery delivery = Delivery.of(
                    new Origin(partition, offset),
                    verdict(decoder, login[1]),
                    () -> checksums.of(login[1]),
                    () -> Letters.of(login[0], login[1], List.of()));
            if (record != skipped) {
                assembler.add(delivery, 0).ifPresent(batches::add);
            }
            if (record == repeated) {
                assembler.close(partition, Trigger.REVOKED).ifPresent(batches::add);
                assembler.add(delivery, 0).ifPresent(batches::add);
            }
        }
        assembler.close(partition, Trigger.END).ifPresent(batches::add);
        return batches;
    }

    private byte[][] next() {
        var login = logins.next();
        return new byte[][] {login.key(), login.value()};
    }

    private List<BatchOutcome> decided(List<LoginBatch> batches, HourCounts before, Rules rules) {
        List<BatchOutcome> outcomes = new ArrayList<>();
        HourCounts running = before;
        for (LoginBatch batch : batches) {
            running = outcomes.size() == forgetful ? HourCounts.EMPTY : running;
            BatchOutcome outcome = new DeriveInsights(rules.insights())
                    .process(batch, running)
                    .at(new Incarnation(TOPIC_ID, partitions).bookmark());
            running = outcome.running();
            outcomes.add(outcome);
        }
        return outcomes;
    }

    private Deque<Transaction> transactions(List<BatchOutcome> outcomes, OutcomeRecords encoder) {
        Deque<Transaction> transactions = new ArrayDeque<>();
        for (int first = 0; first < outcomes.size(); ) {
            int last = Math.min(outcomes.size(), first + 1 + random.nextInt(4));
            last = first < forgetful ? Math.min(last, forgetful) : last; // a new start begins with a commit
            List<BatchOutcome> together = outcomes.subList(first, last);
            Deque<ProducerRecord<byte[], byte[]>> written = new ArrayDeque<>();
            together.forEach(outcome -> encoder.forEach(outcome, false, written::add));
            written.addAll(encoder.tallies().orElseThrow().of(together));
            transactions.add(new Transaction(together, written));
            first = last;
        }
        return transactions;
    }

    private void interleave(List<Deque<Transaction>> waiting, World world) {
        while (waiting.stream().anyMatch(ofPartition -> !ofPartition.isEmpty())) {
            Deque<Transaction> one = waiting.get(random.nextInt(waiting.size()));
            if (one.isEmpty()) {
                continue;
            }
            Transaction transaction = one.element();
            for (int i = random.nextInt(20); i > 0 && !transaction.rest().isEmpty(); i--) {
                world.write(transaction.rest().remove());
            }
            if (transaction.rest().isEmpty()) {
                one.remove();
                world.commit(transaction.outcomes().getLast());
            }
        }
    }

    /** The verdict on a record of a feed that has more than logins: which ones are none, their bytes decide. */
    static Validation verdict(LoginDecoder decoder, byte @Nullable [] value) {
        if (value == null) {
            return decoder.decode(null);
        }
        return Arrays.hashCode(value) % 5 == 0
                ? new Validation.Skipped("/eventType")
                : decoder.decode(ByteBuffer.wrap(value));
    }

    static int hash(byte[] key) {
        return key == null ? 0 : Arrays.hashCode(key) & Integer.MAX_VALUE;
    }
}
