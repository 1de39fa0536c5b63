package io.kafkafetch.adapters.http.live.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.http.live.LiveServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's files as they are served. */
class PageTest {

    private static final LiveServer SERVER = new LiveServer();

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/page/main.js",
                "/page/page.css",
                "/page/icon.svg",
                "/webjars/chart.js/4.4.9/dist/chart.umd.js"
            })
    void everyFileForbidsWhateverComesFromElsewhere(String path) {
        HttpResponse<String> file = SERVER.get(path);

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
        assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(file.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    }

    @Test
    void filesHaveTheTypeOfTheirName() {
        assertThat(type("/")).isEqualTo("text/html;charset=utf-8");
        assertThat(type("/page/main.js")).isEqualTo("text/javascript;charset=utf-8");
        assertThat(type("/page/page.css")).isEqualTo("text/css;charset=utf-8");
        assertThat(type("/page/icon.svg")).isEqualTo("image/svg+xml");
    }

    @Test
    void aPageThatIsKnownIsNotSentAgainAndALibraryNotEvenAskedFor() {
        HttpResponse<String> page = SERVER.get("/");
        String tag = page.headers().firstValue("ETag").orElseThrow();

        assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(SERVER.get("/", "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(SERVER.get("/", "If-None-Match", "\"another\"").statusCode()).isEqualTo(200);
        assertThat(SERVER.get("/webjars/chart.js/4.4.9/dist/chart.umd.js")
                        .headers()
                        .firstValue("Cache-Control"))
                .contains("public, max-age=31536000, immutable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/page/",
                "/page/../LiveHub.class",
                "/page/..%2fLiveHub.class",
                "/page/%2e%2e/page/main.js",
                "/page/./main.js",
                "/page//main.js",
                "/page/main.js%00",
                "/page/LiveHub.class",
                "/webjars/",
                "/webjars/chart.js",
                "/webjars/../../logback-test.xml",
                "/webjars/..%2f..%2f..%2fgolden/insights.jsonl",
                "/webjars/chart.js/4.4.9/package.yml",
                "/index.html"
            })
    void nothingElseIsThere(String path) {
        HttpResponse<String> none = SERVER.get(path);

        assertThat(none.statusCode()).isIn(400, 404);
        assertThat(none.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    private static String type(String path) {
        return SERVER.get(path)
                .headers()
                .firstValue("Content-Type")
                .orElseThrow()
                .replace(" ", "");
    }

    @Test
    void theDescriptionOfTheApiForPeopleNeedsNothingUnsafe() {
        HttpResponse<String> docs = SERVER.get("/docs");

        assertThat(docs.statusCode()).isEqualTo(200);
        assertThat(docs.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .startsWith("default-src 'self'; ")
                        .contains("img-src 'self' data:")
                        .doesNotContain("unsafe"));
        assertThat(java.util.regex.Pattern.compile("(?:src|href)=\"((?:webjars|page)/[^\"]+)\"")
                        .matcher(docs.body())
                        .results()
                        .map(file -> SERVER.get("/" + file.group(1)).statusCode()))
                .hasSize(7)
                .containsOnly(200);
    }
}
