package io.kafkafetch.bootstrap.dlq.session;

import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.bootstrap.process.UserError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which letters are meant. All that is given must be so. */
public final class FilterOptions {

    private static final Pattern AGO = Pattern.compile("([0-9]{1,6})(s|m|h|d)");

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
        Optional<Instant> from = time("--since", since, clock);
        Optional<Instant> to = time("--until", until, clock);
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

    private static Optional<Instant> time(String option, @Nullable String text, InstantSource clock) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher ago = AGO.matcher(text);
        try {
            if (ago.matches()) {
                return Optional.of(clock.instant().minus(span(Long.parseLong(ago.group(1)), ago.group(2))));
            }
            return Optional.of(
                    text.contains("T")
                            ? Instant.parse(text)
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException noTime) {
            throw new UserError(
                    UserError.USAGE,
                    option + "=" + text + " cannot be used: expected 2h or 7d ago, a date such as 2026-01-05, or a"
                            + " moment such as 2026-01-05T08:00:00Z");
        }
    }

    private static Duration span(long number, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
