package io.kafkafetch.application.replay;

import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterReason;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides about one letter after the other: a dry run and a run that sends decide alike. The rules apply in their order,
 * each to what the one before it left. Used by one thread.
 *
 * @param judge empty where records go to a topic that the service does not read: all of them are sent
 * @param inputTopic where the service reads, and the only topic whose records are replayed where no other one is given
 * @param to where all records go instead, whichever topic they are from
 * @param mostReplays how often a record may be replayed, from 1
 */
public record ReplayDecider(
        Originals originals,
        List<Rule> rules,
        Optional<Judge> judge,
        String inputTopic,
        Optional<String> to,
        int mostReplays) {

    public ReplayDecider {
        rules = List.copyOf(rules);
        if (mostReplays < 1) {
            throw new IllegalArgumentException("at most " + mostReplays + " replays are none");
        }
    }

    /** What becomes of the letter. */
    public Decision decide(Letter letter) throws InterruptedException {
        if (letter.failure().replays() >= mostReplays) {
            int replays = letter.failure().replays();
            return new Decision.Park("it was replayed " + replays + (replays == 1 ? " time" : " times") + " before");
        }
        Optional<String> stranger = stranger(letter);
        if (stranger.isPresent()) {
            return new Decision.Refuse(stranger.get());
        }
        return switch (originals.of(letter)) {
            case Originals.Found.Nothing nothing -> new Decision.Refuse(nothing.why());
            case Originals.Found.Whole found -> judged(letter, found.original());
        };
    }

    /** A record of another topic is no login of this service. */
    private Optional<String> stranger(Letter letter) {
        if (to.isPresent()) {
            return Optional.empty();
        }
        return letter.failure()
                .origin()
                .map(origin -> origin.partition().stream())
                .map(stream -> stream.equals(inputTopic)
                        ? Optional.<String>empty()
                        : Optional.of("they are from " + stream + ", not from " + inputTopic + ": --to says where to"))
                .orElseGet(() -> Optional.of("their headers do not say where they are from: --to says where to"));
    }

    @SuppressWarnings("ReferenceEquality") // a rule that changes nothing returns the very same array
    private Decision judged(Letter letter, Original original) {
        byte @Nullable [] value = original.value();
        List<String> applied = new ArrayList<>();
        Optional<Validation> verdict = verdict(value, original);
        for (Rule rule : rules) {
            byte @Nullable [] changed = rule.apply(letter.id(), value, atFault(verdict));
            if (changed != value) {
                applied.add(rule.text());
                value = changed;
                verdict = verdict(value, original);
            }
        }
        if (verdict.orElse(null) instanceof Validation.Rejected rejected) {
            return new Decision.RejectedAgain(reasons(rejected));
        }
        if (verdict.orElse(null) instanceof Validation.Skipped skipped) {
            return new Decision.Refuse("the service would skip them: by " + skipped.rule() + " they are no logins");
        }
        return new Decision.Send(
                replay(letter, new Original(original.key(), value, original.headers()), String.join(", ", applied)));
    }

    private Optional<Validation> verdict(byte @Nullable [] value, Original of) {
        return judge.map(service -> service.judge(value, of.headers()));
    }

    private Replay replay(Letter letter, Original record, String rule) {
        OptionalInt partition = letter.failure().origin().map(Origin::partition).stream()
                .mapToInt(of -> of.number())
                .findFirst();
        LetterId first = letter.failure().first().orElse(letter.id());
        return new Replay(
                letter.id(),
                first,
                to.orElse(inputTopic),
                partition,
                record,
                letter.failure().replays() + 1,
                rule);
    }

    /** Where nobody judges, any field may be changed. */
    private static Predicate<String> atFault(Optional<Validation> verdict) {
        if (verdict.isEmpty()) {
            return field -> true;
        }
        Set<String> faulty = verdict.get() instanceof Validation.Rejected rejected
                ? reasons(rejected).stream().map(LetterReason::field).collect(Collectors.toSet())
                : Set.of();
        return faulty::contains;
    }

    private static List<LetterReason> reasons(Validation.Rejected rejected) {
        return rejected.reasons().stream()
                .map(reason -> switch (reason) {
                    case Reason.OfField ofField ->
                        new LetterReason(ofField.code(), ofField.field().wireName());
                    case Reason.OfRecord ofRecord -> new LetterReason(ofRecord.code(), "");
                })
                .toList();
    }
}
