package io.kafkafetch.adapters.json.proposal;

import io.kafkafetch.adapters.json.mapping.Pointer;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.TimestampFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a sample's logins have the fields of a login. Each field narrows down the logins to those that it lets be accepted;
 * none is taken that leaves none of them.
 */
final class ProposedFields {

    /** What most logins have first, then what is named best. */
    private static final Comparator<Candidate> ORDER = Comparator.comparing((Candidate candidate) -> !candidate.usual())
            .thenComparingInt(Candidate::rank)
            .thenComparing(Comparator.comparingInt(Candidate::fit).reversed())
            .thenComparingInt(candidate -> Pointer.of(candidate.at()).tokens().size())
            .thenComparing(Candidate::at);

    private final int logins;
    private final Map<LoginField, String> places = new EnumMap<>(LoginField.class);
    private final Map<LoginField, String> reasons = new EnumMap<>(LoginField.class);
    private List<Map<String, SampleValue>> accepted;
    private Optional<TimestampFormat> format = Optional.empty();
    private boolean userIsRequired;

    /** @param logins by their values' pointers */
    ProposedFields(List<Map<String, SampleValue>> logins) {
        this.logins = logins.size();
        this.accepted = logins;
        timestamp();
        if (format.isPresent()) {
            for (LoginField field : LoginField.values()) {
                if (field != LoginField.TIMESTAMP) {
                    text(field, field == LoginField.IP ? SampleValue::isIp : value -> true);
                }
            }
            requireUser();
        }
    }

    /** How the logins write their moments; empty where they have none, and so are no logins. */
    Optional<TimestampFormat> format() {
        return format;
    }

    /** Where the field is; empty where it is nowhere. */
    Optional<String> place(LoginField field) {
        return Optional.ofNullable(places.get(field));
    }

    /** Whether a login without a user is a fault: where nearly all have one. */
    boolean userIsRequired() {
        return userIsRequired;
    }

    /** Why the field is taken from where it is. */
    String reason(LoginField field) {
        return field.wireName() + ": " + reasons.getOrDefault(field, "found nowhere");
    }

    /** How many of the sample's events become a login at least. */
    int accepted() {
        return accepted.size();
    }

    private void timestamp() {
        Optional<Candidate> best = Arrays.stream(TimestampFormat.values())
                .flatMap(asked ->
                        candidates(
                                        LoginField.TIMESTAMP,
                                        value -> value.moment()
                                                .filter(asked::equals)
                                                .isPresent())
                                .stream()
                                .filter(candidate -> !isInArray(candidate.at())))
                .min(ORDER);
        if (best.isEmpty()) {
            return;
        }
        String at = best.get().at();
        TimestampFormat found = Arrays.stream(TimestampFormat.values())
                .max(Comparator.comparingInt(
                                (TimestampFormat asked) -> with(at, asked).size())
                        .thenComparing(
                                Comparator.<TimestampFormat>naturalOrder().reversed()))
                .orElseThrow();
        accepted = with(at, found);
        format = Optional.of(found);
        places.put(LoginField.TIMESTAMP, at);
        reasons.put(
                LoginField.TIMESTAMP, at + ", " + SampleValue.name(found) + " in " + accepted.size() + " of " + logins);
    }

    private List<Map<String, SampleValue>> with(String at, TimestampFormat asked) {
        return accepted.stream()
                .filter(event -> {
                    SampleValue value = event.get(at);
                    return value != null && value.moment().filter(asked::equals).isPresent();
                })
                .toList();
    }

    /** An array's elements are parts of a login, or many of them in a document. */
    private static boolean isInArray(String pointer) {
        return pointer.matches(".*/[0-9]+(/.*)?");
    }

    private void text(LoginField field, Predicate<SampleValue> looksSo) {
        Optional<Candidate> best = candidates(field, looksSo).stream().min(ORDER);
        if (best.isEmpty()) {
            return;
        }
        String at = best.get().at();
        reasons.put(field, at + ", in " + best.get().fit() + " of " + accepted.size());
        places.put(field, at);
        accepted = accepted.stream()
                .filter(event -> !isFaulty(event.get(at), field))
                .toList();
    }

    private void requireUser() {
        String at = places.get(LoginField.USER_ID);
        List<Map<String, SampleValue>> known = accepted.stream()
                .filter(event -> at != null && isThere(event.get(at)))
                .toList();
        userIsRequired = known.size() * 4 >= accepted.size() * 3;
        if (userIsRequired) {
            accepted = known;
        }
    }

    private static boolean isThere(@Nullable SampleValue value) {
        return value != null && value.isThere();
    }

    private static boolean isFaulty(@Nullable SampleValue value, LoginField field) {
        return value != null && value.isThere() && !value.fits(field, TimestampFormat.EPOCH_SECONDS);
    }

    /** Places that are named for the field, and more often fit than not. */
    private List<Candidate> candidates(LoginField field, Predicate<SampleValue> looksSo) {
        List<Candidate> candidates = new ArrayList<>();
        for (String at : accepted.stream()
                .flatMap(event -> event.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new))) {
            int rank = FieldNames.rank(field, at);
            if (rank != FieldNames.NONE) {
                int fit = 0;
                int faulty = 0;
                for (Map<String, SampleValue> event : accepted) {
                    SampleValue value = event.get(at);
                    if (value != null && value.isThere()) {
                        boolean fits =
                                looksSo.test(value) && (field == LoginField.TIMESTAMP || !isFaulty(value, field));
                        fit += fits ? 1 : 0;
                        faulty += fits ? 0 : 1;
                    }
                }
                if (fit > faulty) {
                    candidates.add(new Candidate(at, rank, fit, fit * 2 >= accepted.size()));
                }
            }
        }
        return candidates;
    }

    /**
     * A place that a field may come from.
     *
     * @param rank how well it is named for the field, 0 the best
     * @param fit how many logins have a fitting value there
     * @param usual whether half of them have
     */
    private record Candidate(String at, int rank, int fit, boolean usual) {}
}
