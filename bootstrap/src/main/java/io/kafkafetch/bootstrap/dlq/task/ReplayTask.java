package io.kafkafetch.bootstrap.dlq;

import io.kafkafetch.adapters.console.letter.ReplaySheet;
import io.kafkafetch.adapters.generator.Pace;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.adapters.json.mending.MendingRule;
import io.kafkafetch.adapters.kafka.letters.HeaderStyle;
import io.kafkafetch.adapters.kafka.letters.KafkaOriginals;
import io.kafkafetch.adapters.kafka.replay.GroupCanary;
import io.kafkafetch.adapters.payload.OpeningKey;
import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.Letters;
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
import io.kafkafetch.bootstrap.dlq.session.RunName;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.domain.login.LoginField;
import java.nio.ByteBuffer;
import java.time.Duration;
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
 * @param rate records a second; 0 for no bound
 */
record ReplayTask(
        DlqSession session,
        LetterFilter filter,
        List<MendingRule> rules,
        Optional<MendedFile> mended,
        Optional<OpeningKey> key,
        Optional<String> to,
        ReplayLimits limits,
        int rate,
        int maxReplays,
        String because,
        InstantSource clock) {

    /** How long the service may take to read the first records. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** @throws UserError of wrong usage, where the options do not go together */
    void check() {
        if (limits.canary().isPresent() && !isForTheService()) {
            throw new UserError(
                    UserError.USAGE,
                    "--canary cannot be used with --to=" + target() + ", which the service does not read");
        }
        if (isJudged()) {
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
        try (KafkaOriginals originals = originals()) {
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
        session.topics().require(target(), to.isPresent() ? "--to" : "INPUT_TOPIC");
        try (ReplayOutlet outlet = session.outlet();
                KafkaOriginals originals = originals()) {
            ReplayRun run = new ReplayRun(
                    letters(),
                    filter,
                    decider(originals),
                    outlet,
                    new GroupCanary(session.clients(), session.configuration().pipeline(), PATIENCE),
                    limits,
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
                executed ? target() : "",
                width);
    }

    private Letters letters() {
        return mended.<Letters>map(file -> file.among(session.letters())).orElseGet(session::letters);
    }

    private KafkaOriginals originals() {
        return new KafkaOriginals(session.clients(), key);
    }

    private ReplayDecider decider(Originals originals) {
        return new ReplayDecider(
                originals,
                allRules(),
                isJudged() ? Optional.of(judge()) : Optional.empty(),
                session.configuration().inputTopic(),
                to,
                maxReplays);
    }

    /** What somebody wrote by hand comes first, and rules may still change it. */
    private List<Rule> allRules() {
        List<Rule> all = new ArrayList<>();
        mended.ifPresent(all::add);
        all.addAll(rules);
        return all;
    }

    private String target() {
        return to.orElseGet(() -> session.configuration().inputTopic());
    }

    private boolean isForTheService() {
        return target().equals(session.configuration().inputTopic());
    }

    /** Dead letters of others that do not go to the service need be no logins. */
    private boolean isJudged() {
        return session.style() == HeaderStyle.KAFKA_FETCH || isForTheService();
    }

    private Judge judge() {
        LoginDecoder decoder = new LoginDecoder(session.configuration().missingDeviceType());
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
