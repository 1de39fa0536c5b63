package io.kafkafetch.adapters.http.rollups;

import io.kafkafetch.adapters.http.answers.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;

/** What {@link RollupsController} promises its clients; the compiler's run makes the OpenAPI description of it. */
interface RollupsApi {

    @Operation(
            operationId = "getRollups",
            summary = "Logins of all partitions by time",
            description = "Windows of one length, by the time the logins happened at, whichever partition they came by."
                    + " Only with `ROLLUPS`.")
    @ApiResponse(
            responseCode = "200",
            description = "The windows that hold a login, the oldest first.",
            headers = @Header(name = "ETag", description = "The version in quotes.", schema = @Schema(type = "string")),
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = RollupsDocument.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
            })
    @ApiResponse(responseCode = "304", description = "Nothing changed since the version the client has.")
    @ApiResponse(
            responseCode = "400",
            description = "`bad-query`: a parameter cannot be used; the detail says which, and what was expected.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "404",
            description = "`rollups-off`: the service makes no totals over all partitions.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description = "`rollups-loading`: the totals are not read yet, or nothing was counted.",
            headers = @Header(name = "Retry-After", description = "Seconds.", schema = @Schema(type = "integer")),
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    HttpResponse<?> rollups(
            @Parameter(hidden = true) HttpRequest<?> request,
            @Parameter(
                            description =
                                    "The first moment, a day of the zone or a time with an offset; a day before `to`.",
                            example = "2026-01-31T08:00:00Z")
                    @Nullable
                    String from,
            @Parameter(description = "The end, which does not belong to it; now.", example = "2026-02-01") @Nullable
                    String to,
            @Parameter(description = "Length of a window: 1m, 5m, 1h or 1d; 1h.", example = "5m") @Nullable String step,
            @Parameter(description = "Field to group by: region, device_type or app_version.", example = "region")
                    @Nullable
                    String by,
            @Parameter(description = "Most names of a window, 1 to 100; 10.", example = "10") @Nullable String top,
            @Parameter(description = "json or csv; json.", example = "csv") @Nullable String format);
}
