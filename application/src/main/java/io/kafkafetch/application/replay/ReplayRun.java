package io.kafkafetch.application.replay;

import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.LetterStates;
import io.kafkafetch.application.letter.Letters;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.replay.ReplayOutlet.TooLargeException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Sends the records of the letters that are meant. Each is sent at most once, whatever is killed and when: a record and the
 * entry of the log that says so are committed together, and a run reads the log, after it has ended all older ones, before it
 * sends anything. For one use, by one thread.
 */
public final class ReplayRun {

    private final Letters letters;
    private final LetterFilter filter;
    private final ReplayDecider decider;
    private final ReplayOutlet outlet;
    private final Canary canary;
    private final ReplayLimits limits;
    private final Pacing pacing;
    private final String run;
    private final String because;
    private final InstantSource clock;

    private final ReplayBalance balance = new ReplayBalance();
    private final ReplayBatch batch = new ReplayBatch();
    private final Set<LetterId> first = new HashSet<>();
    private final Map<Partition, Long> firstBehind = new HashMap<>();
    private boolean isCanaryOver;

    /**
     * @param outlet not open yet; closed by whoever made it
     * @param run names the run in the log
     * @param because for the log, may be empty
     */
    public ReplayRun(
            Letters letters,
            LetterFilter filter,
            ReplayDecider decider,
            ReplayOutlet outlet,
            Canary canary,
            ReplayLimits limits,
            Pacing pacing,
            String run,
            String because,
            InstantSource clock) {
        this.letters = letters;
        this.filter = filter;
        this.decider = decider;
        this.outlet = outlet;
        this.canary = canary;
        this.limits = limits;
        this.pacing = pacing;
        this.run = run;
        this.because = because;
        this.clock = clock;
        this.isCanaryOver = limits.canary().isEmpty();
    }

    /** What was committed so far; complete once {@link #call} has ended, also if that failed. */
    public ReplayBalance balance() {
        return balance;
    }

    /** Sends all, and returns once all is committed. */
    public void call() throws RunEndedException, InterruptedException {
        LetterStates states = outlet.open();
        if (!isCanaryOver) {
            canary.begin();
        }
        letters.<RunEndedException>read(filter, letter -> {
            LetterState state = states.of(letter.id());
            if (state != LetterState.REPLAYED && filter.matches(letter, state)) {
                take(letter);
            }
            return balance.chosen() + batch.size() < limits.most();
        });
        commit();
        look();
    }

    private void take(Letter letter) throws RunEndedException, InterruptedException {
        switch (decider.decide(letter)) {
            case Decision.Send send -> batch.add(send.replay());
            case Decision.RejectedAgain again -> balance.rejectedAgain(letter.id(), again.reasons());
            case Decision.Park park -> batch.park(letter.id(), park.because());
            case Decision.Refuse refuse -> balance.refused(letter.id(), refuse.why());
        }
        if (batch.isFull(most(), limits.batchBytes())) {
            commit();
            if (first.size() >= limits.canary().orElse(Integer.MAX_VALUE)) {
                look();
            }
        }
    }

    /** Records of the transaction that is being filled. */
    private int most() {
        return isCanaryOver
                ? limits.batch()
                : Math.min(limits.batch(), limits.canary().getAsInt() - first.size());
    }

    private void commit() throws RunEndedException, InterruptedException {
        while (!batch.isEmpty()) {
            pacing.before(batch.records().size());
            try {
                Map<Partition, Long> behind =
                        outlet.commit(batch.records(), batch.markers(run, clock.instant(), because));
                if (!isCanaryOver) {
                    batch.records().forEach(record -> first.add(record.letter()));
                    behind.forEach((partition, offset) -> firstBehind.merge(partition, offset, Math::max));
                }
                batch.settle(balance);
            } catch (TooLargeException tooLarge) {
                batch.remove(tooLarge.letter());
                balance.refused(tooLarge.letter(), "their records are larger than the topic takes");
            }
        }
    }

    /** Looks, once, what became of the first records. */
    private void look() throws RunEndedException, InterruptedException {
        if (isCanaryOver || first.isEmpty()) {
            return;
        }
        isCanaryOver = true;
        long dead = canary.deadAgain(Set.copyOf(first), Map.copyOf(firstBehind));
        if (dead > limits.stopAt() * first.size()) {
            throw new RunEndedException.Stopped(dead, first.size());
        }
        first.clear();
    }
}
