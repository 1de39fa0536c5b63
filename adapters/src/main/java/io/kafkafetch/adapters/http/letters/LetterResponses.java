package io.kafkafetch.adapters.http.letters;

import io.kafkafetch.adapters.http.answers.BadQueryException;
import io.kafkafetch.adapters.http.answers.Problem;
import io.kafkafetch.adapters.http.answers.ServerProblem;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.Optional;

/** Lists of letters and their problems. Thread-safe. */
public final class LetterResponses {

    /** Seconds. */
    private static final String RETRY_AFTER = "5";

    private final Optional<LetterAnswers> answers;

    /** @param answers empty where dead letters are in no topic */
    public LetterResponses(Optional<LetterAnswers> answers) {
        this.answers = answers;
    }

    /** The newest letters that are asked for. */
    HttpResponse<?> list(LetterQuery.Parameters asked) throws InterruptedException {
        if (answers.isEmpty()) {
            return problem(ServerProblem.NO_DEAD_LETTER_TOPIC.problem());
        }
        try {
            Optional<LettersDocument> list = answers.get().list(asked);
            return list.isPresent()
                    ? HttpResponse.ok(list.get())
                            .contentType(MediaType.APPLICATION_JSON_TYPE)
                            .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                    : problem(ServerProblem.DEAD_LETTERS_UNKNOWN.problem())
                            .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        } catch (BadQueryException wrong) {
            return problem(wrong.problem());
        }
    }

    private static MutableHttpResponse<Problem> problem(Problem problem) {
        return HttpResponse.<Problem>status(HttpStatus.valueOf(problem.status()))
                .body(problem)
                .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
    }
}
