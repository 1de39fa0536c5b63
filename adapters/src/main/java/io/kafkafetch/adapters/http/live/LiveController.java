package io.kafkafetch.adapters.http.live;

import io.kafkafetch.adapters.http.Problem;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.io.buffer.ReadBufferFactory;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import reactor.core.publisher.Flux;

/** {@code GET /api/insights…} and {@code /api/pipeline}: how the numbers are asked for, and how they are answered. */
@Controller("/api")
@Requires(beans = LiveHub.class)
final class LiveController implements LiveApi {

    /** Seconds. */
    private static final String RETRY_AFTER = "5";

    private final LiveHub hub;
    private final LiveInsights insights;

    LiveController(LiveHub hub, LiveInsights insights) {
        this.hub = hub;
        this.insights = insights;
    }

    @Override
    @Get("/insights")
    @Produces(MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<?> insights(HttpRequest<?> request) {
        LiveVersion version = hub.current();
        String tag = "\"" + version.id() + "\"";
        MutableHttpResponse<?> response =
                Tags.has(request, tag) ? HttpResponse.notModified() : HttpResponse.ok(version.insights());
        return fresh(response).contentType(MediaType.APPLICATION_JSON_TYPE).header(HttpHeaders.ETAG, tag);
    }

    @Override
    @Get("/insights/batches/{batch}")
    @Produces(MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<?> batch(@PathVariable String batch) {
        Optional<BatchDocument> found = insights.batch(batch);
        return found.isPresent()
                ? fresh(HttpResponse.ok(found.get()).contentType(MediaType.APPLICATION_JSON_TYPE))
                : problem(
                        HttpStatus.NOT_FOUND,
                        "batch-not-kept",
                        "There is no such batch, or it is older than the latest " + LatestBatches.MOST_BATCHES
                                + ". The topic of insights has it, as far back as it reaches.");
    }

    @Override
    @Get("/pipeline")
    @Produces(MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<?> pipeline() {
        return fresh(HttpResponse.ok(hub.current().pipeline())).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    @Override
    @Get("/insights/stream")
    @Produces({MediaType.TEXT_EVENT_STREAM, MediaType.APPLICATION_JSON_PROBLEM})
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<?> stream(HttpRequest<?> request) {
        if (hub.isFull()) {
            return problem(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "too-many-viewers",
                            "As many streams are open as may be (HTTP_VIEWERS of the service), or the service stops.")
                    .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
        MutableHttpResponse<Object> response = HttpResponse.ok();
        if (request.getMethod() != HttpMethod.HEAD) {
            response.body(events(request));
        }
        return fresh(response)
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                // Packing would keep events back until there is a block of them, and costs memory for each viewer.
                .header(HttpHeaders.CONTENT_ENCODING, "identity")
                .header("X-Accel-Buffering", "no");
    }

    /**
     * The bytes of the stream as Netty takes them: one event at a time, and the next when the connection is writable
     * again. A publisher as the body would be asked for 32 at once.
     */
    private Object events(HttpRequest<?> request) {
        ByteBodyFactory bodies = ((ServerHttpRequest<?>) request).byteBodyFactory();
        ReadBufferFactory buffers = bodies.readBufferFactory();
        Optional<String> lastEventId = request.getHeaders().findFirst("Last-Event-ID");
        return bodies.adapt(Flux.from(hub.stream(lastEventId)).map(buffers::adapt));
    }

    /** Kept by nobody without asking. */
    private static <T> MutableHttpResponse<T> fresh(MutableHttpResponse<T> response) {
        return response.header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    private static MutableHttpResponse<Problem> problem(HttpStatus status, String code, String detail) {
        return HttpResponse.<Problem>status(status)
                .body(Problem.of(status, code, detail))
                .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
    }
}
