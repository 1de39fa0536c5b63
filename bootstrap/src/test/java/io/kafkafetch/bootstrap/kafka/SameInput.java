package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.generator.GeneratorSettings;
import io.kafkafetch.adapters.generator.LoginGenerator;
import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.memory.InMemoryLedger;
import io.kafkafetch.adapters.users.SecretUserKey;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.intake.LoginPipeline;
import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.bootstrap.config.Mappings;
import io.kafkafetch.domain.insight.ChosenMetrics;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.UserHash;
import io.kafkafetch.domain.login.Validation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lines to send through every source, and what must come out: computed by the pipeline alone, without a source or a
 * sink. The last line completes a batch, so that no batch is left open, and nothing depends on when a service stops.
 */
final class SameInput {

    private static final int BATCH = 50;

    private final String name;
    private final List<byte[]> lines = new ArrayList<>();
    private final Optional<String> mapping;
    private final LoginFormat format;
    private final LoginDecoder decoder;
    private int accepted;
    private ChosenMetrics chosen = ChosenMetrics.ALL;

    private SameInput(String name) {
        this(name, Optional.empty());
    }

    private SameInput(String name, Optional<String> mapping) {
        this.name = name;
        this.mapping = mapping;
        this.format = new LoginFormat(
                MissingDeviceType.DEAD_LETTER, mapping.map(preset -> Mappings.of("LOGIN_MAPPING", preset)));
        this.decoder = new LoginDecoder(format, UserHash.OFF);
    }

    /** The same logins as each vendor writes them, and as plain ones. */
    static List<SameInput> feeds() {
        return Arrays.stream(SameFeeds.values()).map(SameInput::feed).toList();
    }

    private static SameInput feed(SameFeeds feed) {
        SameInput input = new SameInput(feed.toString(), feed.mapping());
        for (int i = 0; input.accepted < 10 * BATCH; i++) {
            input.add(feed.login(i).getBytes(UTF_8));
        }
        return input;
    }

    /** The preset that it is read by; empty for plain logins. */
    Optional<String> mapping() {
        return mapping;
    }

    /** The original program's input, filled up to whole batches. */
    static SameInput golden() throws IOException {
        SameInput input = new SameInput("golden");
        Golden.logins().forEach(input::add);
        input.fillUp(new LoginGenerator(GeneratorSettings.forLines().withCorruptPercent(0)));
        return input;
    }

    /** 10,000 generated lines, a tenth of them corrupt, filled up to whole batches. */
    static SameInput generated() {
        SameInput input = new SameInput("generated");
        LoginGenerator logins =
                new LoginGenerator(GeneratorSettings.forLines().withSeed(11).withCorruptPercent(10));
        for (int i = 0; i < 10_000; i++) {
            input.add(Objects.requireNonNull(logins.next().value()));
        }
        input.fillUp(logins);
        return input;
    }

    /** The same lines, of which these metrics are published. */
    SameInput publishing(ChosenMetrics metrics) {
        chosen = metrics;
        return this;
    }

    ChosenMetrics chosen() {
        return chosen;
    }

    List<byte[]> lines() {
        return lines;
    }

    /** All lines as a file has them. */
    byte[] file() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            file.writeBytes(line);
            file.write('\n');
        }
        return file.toByteArray();
    }

    /** What a single partition of this stream publishes, in order. */
    List<String> insights(String stream) {
        InsightEncoder encoder = new InsightEncoder();
        return outcomes(stream).stream()
                .flatMap(outcome -> outcome.insights().stream()
                        .filter(insight -> chosen.has(insight.metric()))
                        .map(insight -> new String(encoder.value(insight, outcome.batch()), UTF_8)))
                .toList();
    }

    /** What is counted in all, however it is split into batches and partitions. */
    SameTotals totals() {
        LoginTally tally = LoginTally.EMPTY;
        for (BatchOutcome outcome : outcomes("any")) {
            tally = tally.plus(outcome.batch().tally());
        }
        Map<String, Long> rejected = new TreeMap<>();
        rejectedCodes()
                .forEach(codes -> codes.stream().distinct().forEach(code -> rejected.merge(code, 1L, Long::sum)));
        return SameTotals.of(tally, rejected);
    }

    /** What the totals over all partitions are. */
    SameRollups rollups() {
        LoginDecoder hashing = new LoginDecoder(format, SecretUserKey.of(SameRollups.SECRET));
        return SameRollups.of(lines.stream()
                .map(line -> hashing.decode(ByteBuffer.wrap(line)))
                .filter(LoginEvent.class::isInstance)
                .map(LoginEvent.class::cast)
                .toList());
    }

    /** The codes of each line that is rejected. */
    List<List<String>> rejectedCodes() {
        return outcomes("any").stream()
                .flatMap(outcome -> outcome.batch().deadLetters().stream())
                .map(letter -> letter.reasons().stream().map(Reason::code).toList())
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }

    private List<BatchOutcome> outcomes(String stream) {
        InMemoryLedger ledger = new InMemoryLedger();
        Partition partition = new Partition(stream, 0);
        LoginPipeline pipeline = new LoginPipeline(
                BatchPolicy.of(BATCH, Duration.ofHours(1)), HourOfDay.UTC, new DeriveInsights(), ledger);
        for (int i = 0; i < lines.size(); i++) {
            byte[] line = lines.get(i);
            pipeline.add(
                    Delivery.of(
                            new Origin(partition, i),
                            decoder.decode(ByteBuffer.wrap(line)),
                            () -> new Original(null, line, List.of())),
                    0);
        }
        pipeline.finish(partition, Trigger.END);
        return ledger.committed();
    }

    private void add(byte[] line) {
        lines.add(line);
        if (decoder.decode(ByteBuffer.wrap(line)) instanceof LoginEvent) {
            accepted++;
        }
    }

    private void fillUp(LoginGenerator logins) {
        do {
            add(Objects.requireNonNull(logins.next().value()));
        } while (accepted % BATCH != 0
                || decoder.decode(ByteBuffer.wrap(lines.getLast())) instanceof Validation.Rejected);
    }
}
