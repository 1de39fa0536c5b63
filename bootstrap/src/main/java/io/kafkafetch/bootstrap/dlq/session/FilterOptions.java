package io.kafkafetch.bootstrap.dlq.session;

import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.bootstrap.given.Times;
import io.kafkafetch.bootstrap.process.UserError;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which letters are meant. All that is given must be so. */
public final class FilterOptions {

    @Option(names = "--reason", paramLabel = "CODE", description = "With this reason, such as missing.")
    private @Nullable String reason;

    @Option(names = "--field", paramLabel = "FIELD", description = "With this field at fault, such as device_type.")
    private @Nullable String field;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Failed since then: 90s, 30m, 2h or 7d ago, 2026-01-05 or 2026-01-05T08:00:00Z, in UTC.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Failed before then.")
    private @Nullable String until;

    @Option(names = "--partition", paramLabel = "N", description = "Records of this partition of their topic.")
    private @Nullable Integer partition;

    @Option(
            names = "--key",
            paramLabel = "TEXT",
            description = "Records with this key. Encrypted and omitted keys are none.")
    private @Nullable String key;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "What became of them: open, replayed, parked or discarded.")
    private @Nullable String state;

    /**
     * What is meant.
     *
     * @param ids by name; empty for any
     * @throws UserError of wrong usage
     */
    public LetterFilter filter(Collection<String> ids, InstantSource clock) {
        if (partition != null && partition < 0) {
            throw new UserError(UserError.USAGE, "--partition=" + partition + " cannot be used: expected 0 or more");
        }
        Optional<Instant> from = Optional.ofNullable(since).map(text -> Times.past("--since", text, clock));
        Optional<Instant> to = Optional.ofNullable(until).map(text -> Times.past("--until", text, clock));
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new UserError(
                    UserError.USAGE, "--until=" + until + " cannot be used: expected a time after --since=" + since);
        }
        return new LetterFilter(
                letters(ids),
                Optional.ofNullable(reason),
                Optional.ofNullable(field),
                from,
                to,
                partition == null ? OptionalInt.empty() : OptionalInt.of(partition),
                Optional.ofNullable(key),
                state());
    }

    private Optional<LetterState> state() {
        if (state == null) {
            return Optional.empty();
        }
        return Optional.of(LetterState.of(state)
                .orElseThrow(() -> new UserError(
                        UserError.USAGE,
                        "--state=" + state + " cannot be used: expected open, replayed, parked or discarded")));
    }

    private static Set<LetterId> letters(Collection<String> ids) {
        Set<LetterId> letters = new HashSet<>();
        for (String id : ids) {
            letters.add(letter(id));
        }
        return letters;
    }

    /**
     * The letter of this name.
     *
     * @throws UserError of wrong usage
     */
    public static LetterId letter(String id) {
        return LetterId.parse(id)
                .orElseThrow(() -> new UserError(
                        UserError.USAGE, id + " names no letter: expected an id such as user-login-dlq-0@17"));
    }
}
