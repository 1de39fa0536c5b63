package io.kafkafetch.adapters.http.replays;

import io.kafkafetch.adapters.http.answers.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/** What {@link ReplaysController} promises its clients; the compiler's run makes the OpenAPI description of it. */
interface ReplaysApi {

    @Operation(
            operationId = "postReplay",
            summary = "Send the records of dead letters again; a dry run unless execute is true",
            description =
                    "Each record is decided by the service's own decoder and settings, and is sent at most once, as by the"
                            + " command dlq replay. One replay runs at a time. It goes on if the client goes away: GET"
                            + " /api/dead-letters/replays/latest says how it ended. Needs the role operate. Only with"
                            + " `SINK=kafka`.")
    @RequestBody(
            required = true,
            description = "UTF-8, at most 64 KiB.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ReplayRequest.class),
                            examples = @ExampleObject(name = "milliseconds", value = ReplayRequest.EXAMPLE)))
    @ApiResponse(
            responseCode = "200",
            description =
                    "It has begun. Server-sent events: `progress` while it runs, at least one a second; `trouble` if it"
                            + " ended early; `result` at its end. The data of progress and result is a replay's document.",
            content = @Content(mediaType = "text/event-stream", schema = @Schema(type = "string")))
    @ApiResponse(
            responseCode = "202",
            description = "It has begun, where Accept prefers application/json; GET Location says how it stands.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ReplayDocument.class)))
    @ApiResponse(
            responseCode = "400",
            description = "`bad-replay`: the detail names each member at fault, and what was expected. `broken-body`.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "404",
            description = "`no-dead-letter-topic`: the service puts dead letters into no topic.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "408",
            description = "`too-slow`: the body did not arrive in time.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "409",
            description = "`replay-running`: there is one at a time.",
            headers = @Header(name = "Retry-After", description = "Seconds.", schema = @Schema(type = "integer")),
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "413",
            description = "`replay-too-large`: the body has more than 64 KiB.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "415",
            description = "`unsupported-media-type`: the body is not application/json.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description = "`too-many-viewers`, `stopping`. Nothing has begun.",
            headers = @Header(name = "Retry-After", description = "Seconds.", schema = @Schema(type = "integer")),
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    HttpResponse<?> order(@Parameter(hidden = true) HttpRequest<?> request);

    @Operation(
            operationId = "getLatestReplay",
            summary = "How the latest replay stands, or how it ended",
            description =
                    "Of those that were ordered from this instance since it started. With Accept: text/event-stream as"
                            + " events, as of POST.")
    @ApiResponse(
            responseCode = "200",
            description = "How it stands.",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = ReplayDocument.class)),
                @Content(mediaType = "text/event-stream", schema = @Schema(type = "string"))
            })
    @ApiResponse(
            responseCode = "404",
            description = "`no-replay`: none was ordered yet. `no-dead-letter-topic`.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description = "`too-many-viewers`.",
            headers = @Header(name = "Retry-After", description = "Seconds.", schema = @Schema(type = "integer")),
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    HttpResponse<?> latest(@Parameter(hidden = true) HttpRequest<?> request);

    @Operation(
            operationId = "deleteLatestReplay",
            summary = "End the replay that is under way",
            description =
                    "Never in the middle of a transaction: what is committed is in the log of dead letters, and the same"
                            + " order sends the rest. Nothing happens to a replay that has ended. Needs the role operate.")
    @ApiResponse(
            responseCode = "200",
            description = "How it stands; ended, unless the cluster takes more than some seconds for a transaction.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ReplayDocument.class)))
    @ApiResponse(
            responseCode = "404",
            description = "`no-replay`, `no-dead-letter-topic`.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    HttpResponse<?> stop(@Parameter(hidden = true) HttpRequest<?> request);
}
