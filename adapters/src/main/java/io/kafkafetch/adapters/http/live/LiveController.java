package io.kafkafetch.adapters.http.live;

import io.kafkafetch.adapters.http.answers.Problem;
import io.kafkafetch.adapters.http.answers.ServerProblem;
import io.kafkafetch.adapters.http.answers.Tags;
import io.kafkafetch.adapters.http.live.documents.BatchDocument;
import io.kafkafetch.adapters.http.live.hub.LiveHub;
import io.kafkafetch.adapters.http.live.hub.LiveVersion;
import io.kafkafetch.adapters.http.live.state.LiveInsights;
import io.kafkafetch.adapters.http.rollups.RollupResponses;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.io.buffer.ReadBufferFactory;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** {@code GET /api/insights…} and {@code /api/pipeline}: how the numbers are asked for, and how they are answered. */
@Controller("/api")
@Requires(beans = LiveHub.class)
final class LiveController implements LiveApi {

    /** Seconds. */
    private static final String RETRY_AFTER = "5";

    private final LiveHub hub;
    private final LiveInsights insights;
    private final RollupResponses rollups;

    LiveController(LiveHub hub, LiveInsights insights, RollupResponses rollups) {
        this.hub = hub;
        this.insights = insights;
        this.rollups = rollups;
    }

    @Override
    @Get("/insights")
    @Produces(MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<?> insights(
            HttpRequest<?> request,
            @QueryValue @Nullable String window,
            @QueryValue @Nullable String from,
            @QueryValue @Nullable String to) {
        if (window != null || from != null || to != null) {
            return rollups.span(request, window, from, to);
        }
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
                : problem(ServerProblem.BATCH_NOT_KEPT);
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
        if (request.getMethod() == HttpMethod.HEAD) {
            return hub.isFull() ? full() : eventStream(HttpResponse.ok());
        }
        Optional<Publisher<byte[]>> stream = hub.open(request.getHeaders().findFirst("Last-Event-ID"));
        return stream.isPresent() ? eventStream(HttpResponse.ok(events(request, stream.get()))) : full();
    }

    private static MutableHttpResponse<?> full() {
        return problem(ServerProblem.TOO_MANY_VIEWERS).header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
    }

    private static MutableHttpResponse<?> eventStream(MutableHttpResponse<?> response) {
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
    private static Object events(HttpRequest<?> request, Publisher<byte[]> stream) {
        ByteBodyFactory bodies = ((ServerHttpRequest<?>) request).byteBodyFactory();
        ReadBufferFactory buffers = bodies.readBufferFactory();
        return bodies.adapt(Flux.from(stream).map(buffers::adapt));
    }

    /** Kept by nobody without asking. */
    private static <T> MutableHttpResponse<T> fresh(MutableHttpResponse<T> response) {
        return response.header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    private static MutableHttpResponse<Problem> problem(ServerProblem kind) {
        return HttpResponse.<Problem>status(kind.status())
                .body(kind.problem())
                .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
    }
}
