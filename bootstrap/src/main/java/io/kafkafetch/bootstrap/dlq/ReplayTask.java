package io.kafkafetch.bootstrap.dlq;

import io.kafkafetch.adapters.console.letter.ReplaySheet;
import io.kafkafetch.adapters.generator.Pace;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.adapters.json.mending.MendingRule;
import io.kafkafetch.adapters.payload.OpeningKey;
import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterState;
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
import io.kafkafetch.bootstrap.dlq.session.DlqSession;
import io.kafkafetch.bootstrap.dlq.session.Ended;
import io.kafkafetch.bootstrap.dlq.session.ReplayRoute;
import io.kafkafetch.bootstrap.dlq.session.RunName;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.UserHash;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One replay with its options: the use case, put together for a session.
 *
 * @param route where to
 * @param rate records a second; 0 for no bound
 */
record ReplayTask(
        DlqSession session,
        ReplayRoute route,
        LetterFilter filter,
        List<MendingRule> rules,
        Optional<MendedFile> mended,
        Optional<OpeningKey> key,
        ReplayLimits limits,
        int rate,
        int maxReplays,
        String because,
        InstantSource clock) {

    /** @throws UserError of wrong usage, where the options do not go together */
    void check() {
        if (limits.canary().isPresent() && route.canary().isEmpty()) {
            throw new UserError(
                    UserError.USAGE,
                    "--canary cannot be used with " + route.target()
                            + ": nobody knows when the service has read what is sent there");
        }
        if (route.isInFiles() && rate > 0) {
            throw new UserError(
                    UserError.USAGE, "--rate cannot be used with --dir: records go into files, all at once");
        }
        if (route.isJudged()) {
            rules.stream().flatMap(rule -> rule.target().stream()).forEach(ReplayTask::requireLoginField);
        }
    }

    private static void requireLoginField(String field) {
        List<String> fields =
                Arrays.stream(LoginField.values()).map(LoginField::wireName).toList();
        if (!fields.contains(field)) {
            throw new UserError(
                    UserError.USAGE,
                    "a rule changes " + field + ", which is no field of a login: expected "
                            + fields.stream().collect(Collectors.joining(", ")));
        }
    }

    /** What would be done. */
    ReplayBalance rehearse() throws InterruptedException {
        try (Originals originals = session.originals(key)) {
            return new DryRun(letters(), filter, decider(originals), limits)
                    .of(session.log().read());
        }
    }

    /**
     * Does it.
     *
     * @param report gets what was done, also where the run ends early
     * @throws UserError if it ends early
     */
    void execute(Consumer<ReplayBalance> report) throws InterruptedException {
        try (ReplayOutlet outlet = route.outlet();
                Originals originals = session.originals(key)) {
            ReplayRun run = new ReplayRun(
                    letters(),
                    filter,
                    decider(originals),
                    outlet,
                    route.canary().orElse(Canary.NONE),
                    route.isInFiles() ? limits.inFiles() : limits,
                    pacing(),
                    RunName.of(clock.instant()),
                    because,
                    clock);
            try {
                run.call();
            } catch (RunEndedException ended) {
                throw Ended.error(ended);
            } finally {
                report.accept(run.balance());
            }
        }
    }

    /** How its balance is printed. */
    ReplaySheet sheet(boolean executed, int width) {
        return new ReplaySheet(
                filter.state().orElse(LetterState.OPEN),
                allRules().stream().map(Rule::text).toList(),
                executed ? route.target() : "",
                width);
    }

    private Letters letters() {
        return mended.<Letters>map(file -> file.among(session.letters())).orElseGet(session::letters);
    }

    private ReplayDecider decider(Originals originals) {
        return new ReplayDecider(
                originals,
                allRules(),
                route.isJudged() ? Optional.of(judge()) : Optional.empty(),
                session.configuration().inputTopic(),
                route.takesAll() ? Optional.of(route.target()) : Optional.empty(),
                maxReplays);
    }

    /** What somebody wrote by hand comes first, and rules may still change it. */
    private List<Rule> allRules() {
        List<Rule> all = new ArrayList<>();
        mended.ifPresent(all::add);
        all.addAll(rules);
        return all;
    }

    private Judge judge() {
        LoginDecoder decoder = new LoginDecoder(session.configuration().format(), UserHash.OFF);
        return value -> decoder.decode(value == null ? null : ByteBuffer.wrap(value));
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
