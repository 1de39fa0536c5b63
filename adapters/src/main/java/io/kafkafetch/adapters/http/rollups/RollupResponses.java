package io.kafkafetch.adapters.http.rollups;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.http.answers.BadQueryException;
import io.kafkafetch.adapters.http.answers.Problem;
import io.kafkafetch.adapters.http.answers.ServerProblem;
import io.kafkafetch.adapters.http.answers.Tags;
import io.kafkafetch.application.rollup.RollupView.Whole;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers about totals, with their tags and problems. Thread-safe. */
public final class RollupResponses {

    private static final MediaType CSV = MediaType.of("text/csv; charset=utf-8");

    /** Seconds. */
    private static final String RETRY_AFTER = "2";

    private final Optional<RollupAnswers> answers;

    /** Tells this process's versions from those of others. */
    private final String process = UUID.randomUUID().toString().substring(0, 8);

    /** @param answers empty where the service makes no totals */
    public RollupResponses(Optional<RollupAnswers> answers) {
        this.answers = answers;
    }

    @FunctionalInterface
    private interface Asked {
        Answer answer(RollupAnswers answers, Whole whole);
    }

    /** An answer, and what it is made of: where both are equal the answers are. */
    private record Answer(Object content, MutableHttpResponse<?> response) {}

    /** A series of windows. */
    HttpResponse<?> series(HttpRequest<?> request, Series.Parameters asked, @Nullable String format) {
        return answer(request, (known, whole) -> {
            boolean isCsv = isCsv(format);
            RollupsDocument series = known.series(asked);
            return new Answer(
                    series,
                    isCsv
                            ? HttpResponse.ok(SeriesCsv.of(series).getBytes(UTF_8))
                                    .contentType(CSV)
                            : HttpResponse.ok(series).contentType(MediaType.APPLICATION_JSON_TYPE));
        });
    }

    /**
     * The sum of a span of time: of one that ends now, such as {@code today}, or of one between two moments, where the
     * window is {@code null}.
     */
    public HttpResponse<?> span(
            HttpRequest<?> request, @Nullable String window, @Nullable String from, @Nullable String to) {
        return answer(request, (known, whole) -> {
            if (window != null && (from != null || to != null)) {
                throw new BadQueryException("window is given beside from or to");
            }
            SpanDocument span = window == null ? known.span(from, to) : known.span(window, whole);
            return new Answer(span, HttpResponse.ok(span).contentType(MediaType.APPLICATION_JSON_TYPE));
        });
    }

    private HttpResponse<?> answer(HttpRequest<?> request, Asked asked) {
        if (answers.isEmpty()) {
            return problem(ServerProblem.ROLLUPS_OFF);
        }
        Optional<Whole> whole = answers.get().whole();
        if (whole.isEmpty()) {
            return problem(ServerProblem.ROLLUPS_LOADING).header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
        try {
            Answer answer = asked.answer(answers.get(), whole.get());
            String tag = "\"" + process + "-" + whole.get().version() + "-"
                    + Integer.toHexString(answer.content().hashCode()) + "\"";
            MutableHttpResponse<?> response = Tags.has(request, tag) ? HttpResponse.notModified() : answer.response();
            return fresh(response).header(HttpHeaders.ETAG, tag);
        } catch (BadQueryException wrong) {
            return problem(wrong.problem());
        }
    }

    private static boolean isCsv(@Nullable String format) {
        return switch (format == null ? "json" : format) {
            case "json" -> false;
            case "csv" -> true;
            default -> throw new BadQueryException("format is neither json nor csv");
        };
    }

    /** Kept by nobody without asking. */
    private static <T> MutableHttpResponse<T> fresh(MutableHttpResponse<T> response) {
        return response.header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    private static MutableHttpResponse<Problem> problem(ServerProblem kind) {
        return problem(kind.problem());
    }

    private static MutableHttpResponse<Problem> problem(Problem problem) {
        return HttpResponse.<Problem>status(HttpStatus.valueOf(problem.status()))
                .body(problem)
                .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
    }
}
