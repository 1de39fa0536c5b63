package io.kafkafetch.adapters.http.live;

import io.kafkafetch.adapters.http.answers.Problem;
import io.kafkafetch.adapters.http.live.documents.BatchDocument;
import io.kafkafetch.adapters.http.live.documents.InsightsDocument;
import io.kafkafetch.adapters.http.live.documents.PipelineDocument;
import io.kafkafetch.adapters.http.rollups.SpanDocument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;

/** What {@link LiveController} promises its clients; the compiler's run makes the OpenAPI description of it. */
interface LiveApi {

    @Operation(
            operationId = "getInsights",
            summary = "What the whole pipeline has published",
            description =
                    "Totals, hours of the day, regions, devices, app versions, the latest batches and dead letters,"
                            + " since the moment that `since` says: as far as the topics or `LIVE_HISTORY` reach back, with"
                            + " `ROLLUPS` as far as their newest 20,000 records. The same from every instance.",
            parameters =
                    @Parameter(
                            name = "If-None-Match",
                            in = ParameterIn.HEADER,
                            description = "An ETag that the client has.",
                            schema = @Schema(type = "string")))
    @ApiResponse(
            responseCode = "200",
            description = "The numbers now, give or take 100 ms, or as those see them who watch the stream.",
            headers = @Header(name = "ETag", description = "The version in quotes.", schema = @Schema(type = "string")),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(oneOf = {InsightsDocument.class, SpanDocument.class})))
    @ApiResponse(responseCode = "304", description = "Nothing changed since the version the client has.")
    @ApiResponse(
            responseCode = "400",
            description =
                    "`bad-query`: there is no such window or span, or it is not kept so finely; the detail says which.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "404",
            description = "With `window` or `from`, `rollups-off`: the service makes no totals over all partitions.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description =
                    "With `window` or `from`, `rollups-loading`: the totals are not read yet, or nothing was counted.",
            headers = @Header(name = "Retry-After", description = "Seconds.", schema = @Schema(type = "integer")),
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    HttpResponse<?> insights(
            @Parameter(hidden = true) HttpRequest<?> request,
            @Parameter(
                            description =
                                    "Instead, logins by the time they happened at, in a span that ends now: 5m, 1h,"
                                            + " today, 7d or all. Only with `ROLLUPS`.",
                            example = "today")
                    @Nullable
                    String window,
            @Parameter(
                            description =
                                    "Instead of `window`, with `to`, a span of its own: a day, a time in `ZONE` or a time"
                                            + " with an offset; whole minutes, or whole hours or days of times that only"
                                            + " those are kept of.",
                            example = "2026-01-31T08:00")
                    @Nullable
                    String from,
            @Parameter(description = "Its end, which does not belong to it.", example = "2026-01-31T18:00") @Nullable
                    String to);

    @Operation(
            operationId = "getBatch",
            summary = "A batch and its insights",
            description = "As they were published. The latest 200 batches are kept.")
    @ApiResponse(
            responseCode = "200",
            description = "The batch.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = BatchDocument.class)))
    @ApiResponse(
            responseCode = "404",
            description = "`batch-not-kept`: there is no such batch, or it is older.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    HttpResponse<?> batch(@Parameter(description = "Its name.", example = "user-login-0@100-149") String batch);

    @Operation(
            operationId = "getPipeline",
            summary = "How far the whole pipeline is, and how this instance is",
            description = "Positions and lag are those of the whole group, status and troubles those of the instance"
                    + " that answers.")
    @ApiResponse(
            responseCode = "200",
            description = "The pipeline now.",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = PipelineDocument.class)))
    HttpResponse<?> pipeline();

    @Operation(
            operationId = "streamInsights",
            summary = "Both documents, and then their changes",
            description =
                    "Server-sent events. `snapshot` has both documents whole, as `{\"insights\": …, \"pipeline\": …}`;"
                            + " `update` has those of their top-level members that changed since the event before, each whole."
                            + " Ten updates a second at most, one every two seconds at least, then `{}`. A viewer that does not"
                            + " keep up skips versions. Ends when the service stops.",
            parameters =
                    @Parameter(
                            name = "Last-Event-ID",
                            in = ParameterIn.HEADER,
                            description =
                                    "Id of the last event the client has: it is sent what it lacks, or a snapshot.",
                            schema = @Schema(type = "string"),
                            example = "k3f9-1234"))
    @ApiResponse(
            responseCode = "200",
            description = "The stream.",
            content =
                    @Content(
                            mediaType = "text/event-stream",
                            schema = @Schema(type = "string"),
                            examples =
                                    @ExampleObject(
                                            name = "its beginning",
                                            value = "retry: 1000\n\nid: k3f9-1234\nevent: snapshot\ndata:"
                                                    + " {\"insights\": …, \"pipeline\": …}\n\n")))
    @ApiResponse(
            responseCode = "503",
            description =
                    "`too-many-viewers`: as many streams are open as may be (HTTP_VIEWERS), or the service stops.",
            headers = @Header(name = "Retry-After", description = "Seconds.", schema = @Schema(type = "integer")),
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    HttpResponse<?> stream(@Parameter(hidden = true) HttpRequest<?> request);
}
