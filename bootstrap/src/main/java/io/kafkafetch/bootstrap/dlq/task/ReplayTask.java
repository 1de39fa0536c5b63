package io.kafkafetch.bootstrap.dlq.task;

import io.kafkafetch.adapters.generator.Pace;
import io.kafkafetch.adapters.kafka.value.ValueDecoder;
import io.kafkafetch.adapters.payload.OpeningKey;
import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.Letters;
import io.kafkafetch.application.replay.Canary;
import io.kafkafetch.application.replay.DryRun;
import io.kafkafetch.application.replay.Judge;
import io.kafkafetch.application.replay.Originals;
import io.kafkafetch.application.replay.Pacing;
import io.kafkafetch.application.replay.ReplayBalance;
import io.kafkafetch.application.replay.ReplayDecider;
import io.kafkafetch.application.replay.ReplayLimits;
import io.kafkafetch.application.replay.ReplayOutlet;
import io.kafkafetch.application.replay.ReplayRun;
import io.kafkafetch.application.replay.Rule;
import io.kafkafetch.application.replay.RunEndedException;
import io.kafkafetch.application.replay.desk.Supervision;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.dlq.session.DlqSession;
import io.kafkafetch.bootstrap.dlq.session.ReplayRoute;
import io.kafkafetch.domain.login.UserHash;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One replay with its options: the use case, put together for a session. For one use, by one thread.
 *
 * @param route where to
 * @param letters among which the filter chooses
 * @param rules in the order they apply in
 * @param rate records a second; 0 for no bound
 * @param run names it in the log
 * @param supervision watches it
 */
public record ReplayTask(
        DlqSession session,
        ReplayRoute route,
        LetterFilter filter,
        Letters letters,
        List<Rule> rules,
        Optional<OpeningKey> key,
        ReplayLimits limits,
        int rate,
        int maxReplays,
        String run,
        String because,
        InstantSource clock,
        Supervision supervision) {

    /** What would be done. */
    public ReplayBalance rehearse() throws InterruptedException {
        try (Originals originals = session.originals(key)) {
            ReplayBalance balance = new ReplayBalance();
            supervision.follow(balance);
            return new DryRun(supervision.overLetters(letters), filter, decider(originals), limits)
                    .of(session.log().read(), balance);
        }
    }

    /**
     * Does it.
     *
     * @param report gets what was done, also where the run ends early
     */
    public void execute(Consumer<ReplayBalance> report) throws RunEndedException, InterruptedException {
        try (ReplayOutlet outlet = supervision.overOutlet(route.outlet());
                Originals originals = session.originals(key)) {
            ReplayRun replay = new ReplayRun(
                    supervision.overLetters(letters),
                    filter,
                    decider(originals),
                    outlet,
                    supervision.overCanary(route.canary().orElse(Canary.NONE)),
                    route.isInFiles() ? limits.inFiles() : limits,
                    supervision.overPacing(pacing()),
                    run,
                    because,
                    clock);
            supervision.follow(replay.balance());
            try {
                replay.call();
            } finally {
                report.accept(replay.balance());
            }
        }
    }

    private ReplayDecider decider(Originals originals) {
        return new ReplayDecider(
                supervision.overOriginals(originals),
                rules,
                route.isJudged() ? Optional.of(judge()) : Optional.empty(),
                session.configuration().inputTopic(),
                route.takesAll() ? Optional.of(route.target()) : Optional.empty(),
                maxReplays);
    }

    private Judge judge() {
        KafkaFetchConfiguration configuration = session.configuration();
        return new ValueDecoder(configuration.format(), configuration.patientSchemas(), UserHash.OFF)::decode;
    }

    private Pacing pacing() {
        if (rate == 0) {
            return Pacing.NONE;
        }
        Pace pace = new Pace(rate, System::nanoTime);
        return records -> {
            long wait = 0;
            for (int i = 0; i < records; i++) {
                wait = pace.nanosUntilNext();
            }
            TimeUnit.NANOSECONDS.sleep(wait);
        };
    }
}
