package io.kafkafetch.bootstrap.dlq;

import io.kafkafetch.adapters.console.letter.ReplaySheet;
import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.Letters;
import io.kafkafetch.application.replay.ReplayBalance;
import io.kafkafetch.application.replay.ReplayLimits;
import io.kafkafetch.application.replay.Rule;
import io.kafkafetch.application.replay.RunEndedException;
import io.kafkafetch.application.replay.desk.Supervision;
import io.kafkafetch.bootstrap.dlq.session.DlqSession;
import io.kafkafetch.bootstrap.dlq.session.Ended;
import io.kafkafetch.bootstrap.dlq.session.FilterOptions;
import io.kafkafetch.bootstrap.dlq.session.KeyOption;
import io.kafkafetch.bootstrap.dlq.session.LetterCommand;
import io.kafkafetch.bootstrap.dlq.session.LimitOption;
import io.kafkafetch.bootstrap.dlq.session.RunName;
import io.kafkafetch.bootstrap.dlq.task.ReplayTask;
import io.kafkafetch.bootstrap.process.FileName;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.domain.login.LoginField;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends records again; a dry run unless it is told otherwise. */
@Command(
        name = "replay",
        header = "Send the records of dead letters again, fixed by rules. A dry run by default.%n",
        description = {
            "Open letters are meant, unless --state says otherwise. The dry run decides each record by the service's own"
                    + " decoder and settings: it is what --execute does. Records that would be rejected again are not"
                    + " sent.",
            "A rule changes a field only where it is at fault, so that a record that failed for another reason keeps its"
                    + " good fields. Records go to the partition they were in, with their key and headers, and count as"
                    + " new logins at the hour of their timestamp."
        },
        footer = {
            "Examples:",
            "  kafka-fetch dlq replay --reason out-of-range --divide timestamp=1000",
            "  kafka-fetch dlq replay --reason out-of-range --divide timestamp=1000 \\",
            "      --canary 100 --rate 500/s --because 'app 2.3.1' --execute",
            "  kafka-fetch dlq replay --mended letters.jsonl --execute"
        })
final class ReplayCommand extends LetterCommand {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final Pattern RATE = Pattern.compile("([0-9]{1,9})(?:/s)?");
    private static final Pattern SHARE = Pattern.compile("([0-9]{1,3})%?");
    private static final int BATCH = 500;
    private static final int PERCENT = 100;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Only these letters, such as user-login-dlq-0@17.")
    private List<String> ids = new ArrayList<>();

    @Mixin
    private FilterOptions filters = new FilterOptions();

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Option(
            names = "--mended",
            paramLabel = "FILE",
            description = "Only the letters of this file, with the values that it gives them: what dlq export wrote and"
                    + " another tool changed.")
    private @Nullable String mended;

    @Mixin
    private KeyOption key = new KeyOption();

    @Option(names = "--to", paramLabel = "TOPIC", description = "Send to this topic, instead of INPUT_TOPIC's.")
    private @Nullable String to;

    @Option(names = "--rate", paramLabel = "N/s", description = "Records a second. Default: as fast as possible.")
    private @Nullable String rate;

    @Option(
            names = "--canary",
            paramLabel = "N",
            description = "Send so many first, wait until the service has read them, and look what became of them.")
    private @Nullable Integer canary;

    @Option(
            names = "--stop-at",
            paramLabel = "N%",
            description = "End with exit code 4 if more of the first records are dead letters again"
                    + " (${DEFAULT-VALUE}%%).",
            defaultValue = "10")
    private String stopAt = "10";

    @Option(
            names = "--max-replays",
            paramLabel = "N",
            description = "Park letters whose record was replayed so often (${DEFAULT-VALUE}).",
            defaultValue = "3")
    private int maxReplays;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many letters (${DEFAULT-VALUE}).",
            defaultValue = "100000")
    private long limit;

    @Option(names = "--because", paramLabel = "TEXT", description = "Why, for the log.")
    private String because = "";

    @Option(names = "--execute", description = "Send them.")
    private boolean execute;

    @Override
    protected void check() {
        filter();
        LimitOption.check(limit);
        rules.rules();
        key.read();
        limits();
        rate();
        if (maxReplays < 1) {
            throw new UserError(UserError.USAGE, "--max-replays=" + maxReplays + " cannot be used: expected 1 or more");
        }
    }

    @Override
    protected int run(DlqSession session) throws IOException, InterruptedException {
        try (MendedFile file = mended == null ? null : MendedFile.read(FileName.of("--mended", mended))) {
            ReplayTask task = task(session, Optional.ofNullable(file));
            check(task);
            int width = terminal().width();
            if (execute) {
                execute(task, width);
            } else {
                report(sheet(task, "", width), task.rehearse());
                say("This was a dry run: nothing was sent. --execute sends them.");
            }
        }
        return 0;
    }

    private ReplayTask task(DlqSession session, Optional<MendedFile> file) {
        List<Rule> all = new ArrayList<>();
        file.ifPresent(all::add); // what somebody wrote by hand comes first, and rules may still change it
        all.addAll(rules.rules());
        return new ReplayTask(
                session,
                session.route(Optional.ofNullable(to)),
                filter(),
                file.<Letters>map(mine -> mine.among(session.letters())).orElseGet(session::letters),
                all,
                key.read(),
                limits(),
                rate(),
                maxReplays,
                RunName.of(CLOCK.instant()),
                because,
                CLOCK,
                Supervision.NONE);
    }

    private void check(ReplayTask task) {
        if (canary != null && task.route().canary().isEmpty()) {
            throw new UserError(
                    UserError.USAGE,
                    "--canary cannot be used with " + task.route().target()
                            + ": nobody knows when the service has read what is sent there");
        }
        if (task.route().isInFiles() && rate() > 0) {
            throw new UserError(
                    UserError.USAGE, "--rate cannot be used with --dir: records go into files, all at once");
        }
        if (task.route().isJudged()
                && !rules.rules().isEmpty()
                && task.session().configuration().format().mapping().isPresent()) {
            throw new UserError(
                    UserError.USAGE,
                    "rules cannot be used with LOGIN_MAPPING, which reads events of another form than they change:"
                            + " change the mapping, or correct the letters by hand and give them with --mended");
        }
        if (task.route().isJudged()) {
            rules.rules().stream().flatMap(rule -> rule.target().stream()).forEach(ReplayCommand::requireLoginField);
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

    private void execute(ReplayTask task, int width) throws InterruptedException {
        try {
            task.execute(balance -> report(sheet(task, task.route().target(), width), balance));
        } catch (RunEndedException ended) {
            throw Ended.error(ended);
        }
    }

    /** @param target where records were sent; empty in a dry run */
    private ReplaySheet sheet(ReplayTask task, String target, int width) {
        return new ReplaySheet(
                task.filter().state().orElse(LetterState.OPEN),
                task.rules().stream().map(Rule::text).toList(),
                target,
                width);
    }

    private void report(ReplaySheet sheet, ReplayBalance balance) {
        print(sheet.lines(balance));
        if (balance.chosen() >= limit) {
            say("--limit=" + limit + " is reached: there may be more letters.");
        }
    }

    private LetterFilter filter() {
        LetterFilter filter = filters.filter(ids, CLOCK);
        if (filter.state().equals(Optional.of(LetterState.REPLAYED))) {
            throw new UserError(
                    UserError.USAGE,
                    "--state=replayed cannot be used: a letter is replayed once. If its record failed"
                            + " again, that is another letter");
        }
        return filter.state().isPresent() ? filter : filter.in(LetterState.OPEN);
    }

    private ReplayLimits limits() {
        Matcher share = SHARE.matcher(stopAt);
        if (!share.matches() || Integer.parseInt(share.group(1)) > PERCENT) {
            throw new UserError(UserError.USAGE, "--stop-at=" + stopAt + " cannot be used: expected 0% to 100%");
        }
        if (canary != null && canary < 1) {
            throw new UserError(UserError.USAGE, "--canary=" + canary + " cannot be used: expected 1 or more");
        }
        return new ReplayLimits(
                limit,
                canary == null ? OptionalInt.empty() : OptionalInt.of(canary),
                Integer.parseInt(share.group(1)) / (double) PERCENT,
                rate() == 0 ? BATCH : Math.clamp(rate() / 2, 1, BATCH));
    }

    /** Records a second; 0 for no bound. */
    private int rate() {
        if (rate == null) {
            return 0;
        }
        Matcher number = RATE.matcher(rate);
        if (!number.matches() || Integer.parseInt(number.group(1)) == 0) {
            throw new UserError(UserError.USAGE, "--rate=" + rate + " cannot be used: expected such as 500/s, from 1");
        }
        return Integer.parseInt(number.group(1));
    }
}
