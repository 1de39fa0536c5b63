package io.kafkafetch.adapters.http.replays;

import io.kafkafetch.adapters.http.answers.Problem;
import io.kafkafetch.adapters.http.answers.ServerProblem;
import io.kafkafetch.adapters.http.identity.Audit;
import io.kafkafetch.adapters.http.identity.Caller;
import io.kafkafetch.application.replay.desk.OrderedRun;
import io.kafkafetch.application.replay.desk.ReplayDesk;
import io.kafkafetch.application.replay.desk.ReplayOrder;
import io.kafkafetch.application.replay.desk.RunReport;
import io.micronaut.core.io.buffer.ReadBufferFactory;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.ByteBodyFactory;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/** Takes orders for replays, and says how their runs stand. Thread-safe. */
public final class ReplayResponses {

    /** Where the latest run is found. */
    static final String LATEST = "/api/dead-letters/replays/latest";

    private static final Logger LOG = LoggerFactory.getLogger(ReplayResponses.class);

    /** Seconds. */
    private static final String RETRY_AFTER = "5";

    private final Optional<ReplayDesk> desk;
    private final ReplayStreams streams;
    private final ZoneId zone;
    private final boolean isMapped;

    /**
     * Answers by this desk.
     *
     * @param desk empty where dead letters are in no topic
     * @param zone that times without an offset are of
     * @param isMapped whether the service reads events of another form, which rules do not know
     */
    public ReplayResponses(Optional<ReplayDesk> desk, ReplayStreams streams, ZoneId zone, boolean isMapped) {
        this.desk = desk;
        this.streams = streams;
        this.zone = zone;
        this.isMapped = isMapped;
    }

    /** Begins what is ordered, and shows it. */
    HttpResponse<?> order(HttpRequest<?> request) {
        if (desk.isEmpty()) {
            return problem(ServerProblem.NO_DEAD_LETTER_TOPIC.problem());
        }
        ReplayOrder order;
        try {
            order = OrderReader.read(OrderBody.read(request), zone);
            if (isMapped && !order.rules().isEmpty()) {
                throw new BadOrderException(
                        List.of(
                                "rules: expected none, since LOGIN_MAPPING reads events of another form than they change."
                                        + " Change the mapping, or correct the letters by hand and send them with dlq replay --mended"));
            }
        } catch (OrderBody.UnreadableException unreadable) {
            return problem(unreadable.problem());
        } catch (BadOrderException bad) {
            return problem(bad.problem());
        }
        if (wantsEvents(request) && streams.isFull()) { // before anything begins
            return full();
        }
        Consumer<String> told = Audit.of(request).orElse(line -> LOG.info("Somebody {}", line));
        Optional<OrderedRun> begun =
                desk.get().begin(order, Caller.of(request).map(Caller::name), report -> told.accept(ended(report)));
        if (begun.isEmpty()) {
            return problem(
                            desk.get().isClosed()
                                    ? Problem.of(
                                            HttpStatus.SERVICE_UNAVAILABLE, "stopping", "The service stops: try again.")
                                    : ServerProblem.REPLAY_RUNNING.problem())
                    .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
        RunReport report = begun.get().report();
        told.accept(ordered(report));
        return wantsEvents(request) ? events(request, begun.get()) : document(HttpResponse.accepted(), begun.get());
    }

    private static String ordered(RunReport report) {
        return "ordered replay " + report.run() + " of dead letters, "
                + (report.isExecuted() ? "executed" : "a dry run");
    }

    private static String ended(RunReport report) {
        ReplayDocument document = ReplayDocument.of(report);
        String how = report.trouble()
                .map(trouble -> "ended early (" + trouble.code().text() + ")")
                .orElse("finished");
        return ordered(report) + ": " + how + ", " + document.accepted()
                + (report.isExecuted() ? " sent, " : " would be sent, ") + document.rejectedAgain()
                + " rejected again, " + document.parked() + " parked, " + document.refused() + " refused";
    }

    /** The run that was ordered last. */
    HttpResponse<?> latest(HttpRequest<?> request) {
        if (desk.isEmpty()) {
            return problem(ServerProblem.NO_DEAD_LETTER_TOPIC.problem());
        }
        Optional<OrderedRun> run = desk.get().latest();
        if (run.isEmpty()) {
            return problem(ServerProblem.NO_REPLAY.problem());
        }
        if (!asksForEvents(request) || request.getMethod() == HttpMethod.HEAD) {
            return document(HttpResponse.ok(), run.get());
        }
        return streams.isFull() ? full() : events(request, run.get());
    }

    /** Ends the run that is under way, if one is. */
    HttpResponse<?> stop(HttpRequest<?> request) {
        if (desk.isEmpty()) {
            return problem(ServerProblem.NO_DEAD_LETTER_TOPIC.problem());
        }
        Optional<OrderedRun> run = desk.get().latest();
        if (run.isEmpty()) {
            return problem(ServerProblem.NO_REPLAY.problem());
        }
        if (run.get().report().ended().isEmpty()) {
            Audit.of(request)
                    .ifPresent(told ->
                            told.accept("ended replay " + run.get().report().run()));
        }
        desk.get().stop();
        return document(HttpResponse.ok(), run.get());
    }

    /** Unless JSON is preferred. */
    private static boolean wantsEvents(HttpRequest<?> request) {
        return request.accept().isEmpty()
                || request.accept().stream()
                        .findFirst()
                        .filter(first -> !first.matches(MediaType.APPLICATION_JSON_TYPE)
                                || first.getType().equals("*"))
                        .isPresent();
    }

    private static boolean asksForEvents(HttpRequest<?> request) {
        return request.accept().stream().anyMatch(type -> type.getName().equals(MediaType.TEXT_EVENT_STREAM));
    }

    private static MutableHttpResponse<?> full() {
        return problem(ServerProblem.TOO_MANY_VIEWERS.problem()).header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
    }

    private static HttpResponse<?> document(MutableHttpResponse<?> response, OrderedRun run) {
        return response.body(ReplayDocument.of(run.report()))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.LOCATION, LATEST)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    /** One event at a time, and the next when the connection is writable again. */
    private HttpResponse<?> events(HttpRequest<?> request, OrderedRun run) {
        ByteBodyFactory bodies = ((ServerHttpRequest<?>) request).byteBodyFactory();
        ReadBufferFactory buffers = bodies.readBufferFactory();
        return HttpResponse.ok(bodies.adapt(Flux.from(streams.of(run)).map(buffers::adapt)))
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CONTENT_LOCATION, LATEST)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.CONTENT_ENCODING, "identity")
                .header("X-Accel-Buffering", "no");
    }

    private static MutableHttpResponse<Problem> problem(Problem problem) {
        return HttpResponse.<Problem>status(HttpStatus.valueOf(problem.status()))
                .body(problem)
                .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
    }
}
