package io.kafkafetch.bootstrap.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kafkafetch.bootstrap.kafka.Await;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What anybody may post never takes more of the disk than SINK_MAX_BYTES, and nothing of it is lost. */
class FullSinkTest {

    private static final long MAX_BYTES = 8 << 20;

    /** Dead letters of a commit, which are larger than what it is bounded by. */
    private static final long COMMIT_BYTES = 8 << 20;

    private static final int LINES = 200;

    /** No login, and a dead letter many times its size. */
    private static final String BODY = "x\n".repeat(LINES);

    @TempDir
    private Path sink;

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper mapper = new JsonMapper();
    private long posted;
    private long takenAway;

    @Test
    void aFullFolderStopsPostingAndGoesOnOnceThereIsRoom() throws Exception {
        try (ApplicationContext context = start()) {
            URI server = context.getBean(EmbeddedServer.class).start().getURI();

            Await.until(
                    "the folder is full",
                    () -> post(server) == 429 && troubles(server).contains("sink-full"));
            assertThat(status(server, "/health/readiness")).isEqualTo(503);
            assertThat(status(server, "/health/liveness")).isEqualTo(200);
            assertThat(bytes()).isBetween(MAX_BYTES, MAX_BYTES + COMMIT_BYTES);

            takeFinishedFilesAway();
            Await.until("it takes logins again", () -> post(server) != 429);
            takeFinishedFilesAway();
            Await.until("it is well again", () -> !troubles(server).contains("sink-full"));

            Await.until(
                    "every record is a dead letter once",
                    () -> takenAway + lines(deadLetters()) == posted,
                    () -> takenAway + " + " + lines(deadLetters()) + " of " + posted);
        }
    }

    private ApplicationContext start() {
        return ApplicationContext.builder()
                .banner(false)
                .environmentPropertySource(false)
                .properties(Map.of(
                        "kafka-fetch.source", "http",
                        "kafka-fetch.sink", "file",
                        "kafka-fetch.sink-dir", sink,
                        "kafka-fetch.sink-max-bytes", "8MB",
                        "micronaut.server.port", -1))
                .start();
    }

    private int post(URI server) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/logins"))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(BODY))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        JsonNode json = mapper.readTree(answer.body());
        posted += answer.statusCode() == 429
                ? json.path("kept").longValue()
                : json.path("rejected").longValue();
        return answer.statusCode();
    }

    private String troubles(URI server) throws IOException, InterruptedException {
        return get(server, "/health").body();
    }

    private int status(URI server, String path) throws IOException, InterruptedException {
        return get(server, path).statusCode();
    }

    private HttpResponse<String> get(URI server, String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(server.resolve(path)).build(), BodyHandlers.ofString());
    }

    /** All but the last, as whoever keeps the folder may. */
    private void takeFinishedFilesAway() throws IOException {
        List<Path> files = deadLetters();
        for (Path file : files.subList(0, files.size() - 1)) {
            takenAway += lines(List.of(file));
            Files.delete(file);
        }
    }

    private List<Path> deadLetters() throws IOException {
        try (Stream<Path> files = Files.list(sink)) {
            return files.filter(file -> file.getFileName().toString().startsWith("dead-letters-"))
                    .sorted()
                    .toList();
        }
    }

    private static long lines(List<Path> files) throws IOException {
        long lines = 0;
        for (Path file : files) {
            lines += Files.readAllLines(file).size();
        }
        return lines;
    }

    private long bytes() throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(sink)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
