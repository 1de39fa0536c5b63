package io.kafkafetch.adapters.metrics;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.ledger.Commits;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.domain.login.FieldFault;
import io.kafkafetch.domain.login.RecordFault;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Counts what this instance has made durable: between two commits consumed = accepted + rejected + skipped. Rejected is the
 * sum over its reasons, since a record with several reasons counts for its first one, and skipped the sum over its rules,
 * since a record is skipped by the first that it does not match. All series are there from the start, so that a rate sees the
 * first event. Thread-safe; costs per batch, and per rejected record, nothing per login or skipped record.
 */
public final class PipelineMetrics implements Commits {

    /** From a commit on a fast disk to a batch that waited for a broker to come back. */
    private static final Duration[] BUCKETS = Stream.of(
                    1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    /** Most rules with a series of their own; no mapping has as many. What others skip counts as {@value #OTHER_RULE}. */
    private static final int MOST_RULES = 100;

    private static final String OTHER_RULE = "other";

    private static final double MILLIS_PER_SECOND = 1_000;

    private final Counter consumed;
    private final Counter accepted;
    private final Counter deadLetters;
    private final Counter failures;
    private final Map<String, Counter> rejected;
    private final Map<String, Counter> skipped = new ConcurrentHashMap<>();
    private final Map<Trigger, Counter> batches;
    private final Timer batchDuration;
    private final Timer commitDuration;
    private final boolean keepsDeadLetters;
    private final InstantSource clock;
    private final MeterRegistry registry;
    private volatile double lastCommit = Double.NaN;

    /**
     * Nothing counted yet.
     *
     * @param keepsDeadLetters whether rejected records are kept somewhere, as on any sink but a screen
     * @param clock tells when a commit was
     * @param rules by which records may be skipped, so that each has a series from the start; none where nothing is skipped
     */
    public PipelineMetrics(
            MeterRegistry registry, boolean keepsDeadLetters, InstantSource clock, Collection<String> rules) {
        this.registry = registry;
        this.keepsDeadLetters = keepsDeadLetters;
        this.clock = clock;
        this.consumed = Counter.builder("login.events.consumed")
                .description("Records whose outcome is durable: accepted, rejected or skipped")
                .register(registry);
        this.accepted = Counter.builder("login.events.accepted")
                .description("Logins that are counted in durable insights")
                .register(registry);
        this.rejected = reasons()
                .collect(toUnmodifiableMap(
                        Function.identity(),
                        reason -> Counter.builder("login.events.rejected")
                                .description("Records that were not counted, by the first reason of each")
                                .tag("reason", reason)
                                .register(registry)));
        rules.forEach(this::skipped);
        this.batches = Arrays.stream(Trigger.values())
                .collect(toUnmodifiableMap(
                        Function.identity(),
                        trigger -> Counter.builder("login.batches")
                                .description("Durable batches, by what closed them")
                                .tag("trigger", trigger.name().toLowerCase(Locale.ROOT))
                                .register(registry)));
        this.deadLetters = Counter.builder("login.dlq.records")
                .description("Dead letters that are durable")
                .register(registry);
        this.failures = Counter.builder("login.commit.failures")
                .description("Commits that failed, also where they later proved to be durable")
                .register(registry);
        this.batchDuration = timer(
                registry, "login.batch.duration", "From taking a batch's first record to its outcome being durable");
        this.commitDuration = timer(registry, "login.commit.duration", "From beginning a commit to it being durable");
        Gauge.builder("login.last.commit.timestamp.seconds", () -> lastCommit)
                .description("When the last commit was, in seconds since 1970; NaN before the first one")
                .register(registry);
    }

    private static Stream<String> reasons() {
        return Stream.concat(
                        Arrays.stream(FieldFault.values()).map(FieldFault::code),
                        Arrays.stream(RecordFault.values()).map(RecordFault::code))
                .distinct();
    }

    private Counter skipped(String rule) {
        String label = skipped.containsKey(rule) || skipped.size() < MOST_RULES ? rule : OTHER_RULE;
        return skipped.computeIfAbsent(
                label,
                named -> Counter.builder("login.events.skipped")
                        .description("Records that are no logins and no faults, by the rule of the mapping")
                        .tag("rule", named)
                        .register(registry));
    }

    private static Timer timer(MeterRegistry registry, String name, String description) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    @Override
    public void committed(Commit commit) {
        commitDuration.record(commit.endedNanos() - commit.startedNanos(), TimeUnit.NANOSECONDS);
        lastCommit = clock.instant().toEpochMilli() / MILLIS_PER_SECOND;
        for (BatchOutcome outcome : commit.outcomes()) {
            count(outcome.batch(), commit.endedNanos());
        }
    }

    @Override
    public void failed(Throwable failure) {
        failures.increment();
    }

    private void count(LoginBatch batch, long durableNanos) {
        requireNonNull(batches.get(batch.trigger())).increment();
        batchDuration.record(durableNanos - batch.openedAtNanos(), TimeUnit.NANOSECONDS);
        consumed.increment((double) batch.records());
        accepted.increment((double) batch.events());
        for (DeadLetter letter : batch.deadLetters()) {
            requireNonNull(rejected.get(letter.reasons().getFirst().code())).increment();
        }
        batch.skippedBy().forEach((rule, count) -> skipped(rule).increment((double) count));
        if (keepsDeadLetters) {
            deadLetters.increment(batch.rejected());
        }
    }
}
