package io.kafkafetch.adapters.http.logins;

import io.kafkafetch.adapters.http.answers.Problem;
import io.kafkafetch.adapters.http.logins.body.BodyForm;
import io.kafkafetch.adapters.http.logins.idempotency.IdempotencyKey;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/** What {@link LoginsController} promises its clients; the compiler's run makes the OpenAPI description of it. */
interface LoginsApi {

    @Operation(
            operationId = "postLogins",
            summary = "Hand in login events",
            description =
                    "One event, an array of events, or a stream of lines of any length, packed (Content-Encoding) or"
                            + " not. Every event is judged, and every one is kept: accepted ones will be counted,"
                            + " rejected ones will be dead letters, those that a mapping passes over (skipped) will be"
                            + " counted as such. The answer comes when all of them are durable. A"
                            + " stream is slowed by TCP while they are not. A problem says in `kept` how many events,"
                            + " from the first on, are durable all the same.",
            parameters = {
                @Parameter(
                        name = IdempotencyKey.HEADER,
                        in = ParameterIn.HEADER,
                        description =
                                "Makes a retry safe: events that came under this key before are not appended again. A"
                                        + " retry has to bring the same events, from the first on. Remembered in memory"
                                        + " for a while (by default 10,000 keys, 10 minutes after the last use), not"
                                        + " beyond a restart.",
                        schema = @Schema(type = "string", minLength = 1, maxLength = 255, pattern = "^[!-~]+$"),
                        example = "import-2026-11-25-part-7"),
                @Parameter(
                        name = "Content-Encoding",
                        in = ParameterIn.HEADER,
                        description =
                                "How the body is packed; up to two of these, in the order in which they were applied.",
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {"gzip", "deflate", "zstd", "identity"}))
            })
    @RequestBody(
            required = true,
            description = "UTF-8. Each event has a greatest size (by default 1 MiB).",
            content = {
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(oneOf = {LoginEvent.class, LoginEvent.Many.class}),
                        examples = @ExampleObject(name = "one event", value = LoginEvent.EXAMPLE)),
                @Content(
                        mediaType = BodyForm.NDJSON,
                        schema =
                                @Schema(
                                        type = "string",
                                        description =
                                                "An event a line, ended by LF or CRLF, the last one's end optional. A"
                                                        + " blank line is no event: it is counted in blank_lines, and"
                                                        + " nothing of it is kept. Also as"
                                                        + " application/ndjson and application/jsonl."),
                        examples =
                                @ExampleObject(
                                        name = "two lines",
                                        value = LoginEvent.EXAMPLE + "\n" + LoginEvent.EXAMPLE + "\n"))
            })
    @ApiResponse(
            responseCode = "200",
            description = "All events are durable, and none was rejected.",
            headers =
                    @Header(
                            name = IdempotencyKey.REPLAYED,
                            description = "`true` where all events were durable before this request came.",
                            schema = @Schema(type = "string")),
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = LoginsAnswer.class)))
    @ApiResponse(
            responseCode = "207",
            description = "All events are durable; at least one was rejected and will be a dead letter.",
            headers =
                    @Header(
                            name = IdempotencyKey.REPLAYED,
                            description = "As with 200.",
                            schema = @Schema(type = "string")),
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = LoginsAnswer.class)))
    @ApiResponse(
            responseCode = "400",
            description = "`empty-body`, `not-json`, `not-gzip`, `not-deflate`, `not-zstd`, `broken-body`,"
                    + " `invalid-idempotency-key`. Of a document that is not JSON nothing is kept.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "408",
            description = "`too-slow`: the next event did not arrive in time, or too few bytes a second did."
                    + " `too-long-under-way`: continue in a new request. The connection is closed.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "409",
            description = "`idempotency-key-in-use`: a request with this key is under way, or not settled yet.",
            headers = @Header(name = "Retry-After", description = "Seconds.", schema = @Schema(type = "integer")),
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "413",
            description = "`event-too-large`, `document-too-large`, `too-many-events`, `unpacked-too-large`,"
                    + " `packed-too-tightly`, `zstd-window-too-large`. Of a stream the lines before are kept,"
                    + " of a document nothing.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "415",
            description = "`unsupported-media-type`, `unsupported-content-encoding`.",
            headers = {
                @Header(
                        name = "Accept-Post",
                        description = "The types that are taken.",
                        schema = @Schema(type = "string")),
                @Header(
                        name = "Accept-Encoding",
                        description = "The codings that are taken.",
                        schema = @Schema(type = "string"))
            },
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "417",
            description = "`unknown-expectation`: no Expect but 100-continue can be met.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "422",
            description = "`idempotency-key-other-content`: this key came with other events before.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "429",
            description =
                    "`buffer-full`, `too-many-requests`, `too-many-requests-of-address`. Nothing of the request was read.",
            headers = @Header(name = "Retry-After", description = "Seconds.", schema = @Schema(type = "integer")),
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description = "`not-durable-in-time`, `inbox-failed`, `no-buffer`, `stopping`. Events beyond the kept ones"
                    + " may have been kept all the same.",
            headers = @Header(name = "Retry-After", description = "Seconds.", schema = @Schema(type = "integer")),
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    HttpResponse<?> post(@Parameter(hidden = true) HttpRequest<?> request);
}
