package io.kafkafetch.adapters.http.letters;

import io.kafkafetch.adapters.http.letters.LettersDocument.ListedLetter;
import io.kafkafetch.adapters.http.letters.LettersDocument.ListedReason;
import io.kafkafetch.adapters.http.live.documents.LetterCountsDocument;
import io.kafkafetch.application.letter.Failure;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.NewestLetters;
import io.kafkafetch.application.letter.NewestLetters.Found;
import io.kafkafetch.application.letter.census.LetterCensus;
import io.kafkafetch.application.letter.census.LetterCounts;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Lists letters. Thread-safe.
 *
 * @param zone that times without an offset are of
 */
public record LetterAnswers(NewestLetters letters, LetterCensus census, ZoneId zone) {

    /**
     * The newest letters that are asked for; empty while they are not known.
     *
     * @throws io.kafkafetch.adapters.http.answers.BadQueryException if that cannot be answered
     */
    Optional<LettersDocument> list(LetterQuery.Parameters asked) throws InterruptedException {
        LetterQuery query = LetterQuery.of(asked, zone);
        Optional<LetterCounts> counts = census.counts();
        if (counts.isEmpty()) {
            return Optional.empty();
        }
        LetterFilter filter = query.filter();
        Optional<Found> found = letters.read(letter -> filter.matches(letter, state(letter.id())), query.limit());
        return found.map(read -> new LettersDocument(
                LetterCountsDocument.of(counts.get()),
                read.letters().stream().map(this::listed).toList(),
                read.lookedAt(),
                read.isComplete()));
    }

    /** A letter that was published since the census was asked is open. */
    private LetterState state(LetterId letter) {
        return census.stateOf(letter).orElse(LetterState.OPEN);
    }

    private ListedLetter listed(Letter letter) {
        Failure failure = letter.failure();
        return new ListedLetter(
                letter.id().toString(),
                state(letter.id()).text(),
                failure.origin().map(origin -> origin.partition().stream()).orElse(null),
                failure.origin().map(origin -> origin.partition().number()).orElse(null),
                failure.origin().map(origin -> origin.offset()).orElse(null),
                failure.reasons().stream()
                        .map(reason ->
                                new ListedReason(reason.code(), reason.field().isEmpty() ? null : reason.field()))
                        .toList(),
                failure.at().toString(),
                failure.replays(),
                failure.first().map(LetterId::toString).orElse(null));
    }
}
