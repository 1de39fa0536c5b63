package io.kafkafetch.adapters.http.identity.session;

import io.kafkafetch.adapters.http.answers.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/** What {@link SessionController} promises its clients; the compiler's run makes the OpenAPI description of it. */
interface SessionApi {

    @Operation(operationId = "getSession", summary = "Who asks, and what he may")
    @ApiResponse(
            responseCode = "200",
            description = "Who asks; nobody where no token is needed, or none was sent.",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = SessionDocument.class)))
    HttpResponse<SessionDocument> session(@Parameter(hidden = true) HttpRequest<?> request);

    @Operation(
            operationId = "signIn",
            summary = "Sign a browser in",
            description =
                    "The token is kept in a cookie that no script can read, for twelve hours. Programs send it with"
                            + " each request instead: `Authorization: Bearer TOKEN`. Any path may"
                            + " answer 401, `unauthenticated`, where a token is needed (`HTTP_AUTH` of the service), and"
                            + " 403, `role-missing`.")
    @ApiResponse(
            responseCode = "200",
            description = "Signed in.",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = SessionDocument.class)))
    @ApiResponse(
            responseCode = "401",
            description = "`unauthenticated`: nobody has this token.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "429",
            description = "`too-many-tries`: wrong tokens came too often.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    HttpResponse<?> signIn(@Parameter(hidden = true) HttpRequest<?> request, SignIn given);

    @Operation(operationId = "signOut", summary = "Sign a browser out")
    @ApiResponse(responseCode = "204", description = "Signed out.")
    HttpResponse<?> signOut(@Parameter(hidden = true) HttpRequest<?> request);
}
