package io.kafkafetch.adapters.http.letters;

import io.kafkafetch.adapters.http.answers.Problem;
import io.micronaut.http.HttpResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;

/** What {@link LettersController} promises its clients; the compiler's run makes the OpenAPI description of it. */
interface LettersApi {

    @Operation(
            operationId = "getDeadLetters",
            summary = "The newest dead letters, without payload",
            description =
                    "Where their records were, why they were rejected and what became of them; nothing of what is in"
                            + " them. Only with `SINK=kafka`.")
    @ApiResponse(
            responseCode = "200",
            description = "The newest of those that meet all that is given.",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = LettersDocument.class)))
    @ApiResponse(
            responseCode = "400",
            description = "`bad-query`: a parameter cannot be used; the detail says which, and what was expected.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "404",
            description = "`no-dead-letter-topic`: the service puts dead letters into no topic.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description = "`dead-letters-unknown`: they are not read yet, cannot be read, or others ask for them.",
            headers = @Header(name = "Retry-After", description = "Seconds.", schema = @Schema(type = "integer")),
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    HttpResponse<?> letters(
            @Parameter(description = "What became of them: open, replayed, parked or discarded; any.", example = "open")
                    @Nullable
                    String state,
            @Parameter(description = "A code that is among their reasons; any.", example = "missing") @Nullable
                    String reason,
            @Parameter(
                            description = "A field that is at fault; with a reason, at fault for that reason; any.",
                            example = "device_type")
                    @Nullable
                    String field,
            @Parameter(
                            description = "Failed since this moment, a day of the zone or a time with an offset.",
                            example = "2026-01-31T08:00:00Z")
                    @Nullable
                    String since,
            @Parameter(description = "Failed before this moment.", example = "2026-02-01") @Nullable String until,
            @Parameter(description = "The partition their records were in; any.", example = "0") @Nullable
                    String partition,
            @Parameter(description = "Most letters of the answer, 1 to 500; 50.", example = "100") @Nullable
                    String limit)
            throws InterruptedException;
}
