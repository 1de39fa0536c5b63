package io.kafkafetch.adapters.http.live.page;

import io.kafkafetch.adapters.http.answers.Tags;
import io.kafkafetch.adapters.http.live.hub.LiveHub;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;

/**
 * The page at {@code /}, the description of the API for people at {@code /docs}, their files, and the libraries they
 * use. They may load and ask this server alone, and nobody may show them within another page.
 */
@Hidden
@Controller
@Requires(beans = LiveHub.class)
final class PageController {

    private static final String POLICY =
            "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /** Swagger UI's style sheet has its icons in it, as {@code data:} addresses. */
    private static final String DOCS_POLICY = POLICY + "; img-src 'self' data:";

    /** Asked for each time: a new version of the service has new ones. */
    private static final String ASK = "no-cache";

    /** A library's version is in its path, and so what is there never changes. */
    private static final String KEEP = "public, max-age=31536000, immutable";

    private final PageFiles page = new PageFiles("io/kafkafetch/adapters/http/live/page/");
    private final PageFiles libraries = new PageFiles("META-INF/resources/webjars/");

    PageController() {
        page.put(MetricsScript.PATH, MetricsScript.bytes());
    }

    @Get("/")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> index(HttpRequest<?> request) {
        return answer(request, page, "index.html", ASK);
    }

    /** Where a person gives his token. */
    @Get("/sign-in")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> signIn(HttpRequest<?> request) {
        return answer(request, page, "sign-in.html", ASK);
    }

    /** Where a person is on his way to the identity provider and back. */
    @Get("/sign-in/oidc")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> signInByProvider(HttpRequest<?> request) {
        return answer(request, page, "sign-in-oidc.html", ASK);
    }

    @Get("/docs")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> docs(HttpRequest<?> request) {
        return answer(request, page, "docs.html", ASK, DOCS_POLICY);
    }

    @Get("/page/{+path}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> page(HttpRequest<?> request, @PathVariable String path) {
        return answer(request, page, path, ASK);
    }

    @Get("/webjars/{+path}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> library(HttpRequest<?> request, @PathVariable String path) {
        return answer(request, libraries, path, KEEP);
    }

    private static HttpResponse<?> answer(HttpRequest<?> request, PageFiles files, String path, String caching) {
        return answer(request, files, path, caching, POLICY);
    }

    private static HttpResponse<?> answer(
            HttpRequest<?> request, PageFiles files, String path, String caching, String policy) {
        PageFile file = files.find(path)
                .orElseThrow(() -> new HttpStatusException(HttpStatus.NOT_FOUND, HttpStatus.NOT_FOUND.getReason()));
        MutableHttpResponse<?> response = Tags.has(request, file.tag())
                ? HttpResponse.notModified()
                : HttpResponse.ok(file.bytes()).contentType(file.type());
        return response.header(HttpHeaders.ETAG, file.tag())
                .header(HttpHeaders.CACHE_CONTROL, caching)
                .header("Content-Security-Policy", policy)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer");
    }
}
