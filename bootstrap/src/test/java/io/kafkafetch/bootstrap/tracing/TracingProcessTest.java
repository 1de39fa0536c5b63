package io.kafkafetch.bootstrap.tracing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.kafkafetch.bootstrap.ChildJvm;
import io.kafkafetch.bootstrap.Main;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the setting turns on and off, in a process of its own. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TracingProcessTest {

    @TempDir
    private Path folder = Path.of("");

    private Map<String, String> settings(Map<String, String> more) throws Exception {
        Path logins = folder.resolve("logins.jsonl");
        Files.writeString(logins, "no login\n");
        Map<String, String> settings = new HashMap<>(Map.of(
                "SOURCE",
                "file",
                "SOURCE_FILE",
                logins.toString(),
                "SINK",
                "file",
                "SINK_DIR",
                folder.resolve("sink").toString(),
                "HTTP_PORT",
                "-1",
                "JDK_JAVA_OPTIONS",
                "-Xlog:class+load:file=" + folder.resolve("classes")));
        settings.putAll(more);
        return settings;
    }

    private List<String> classesOfOpenTelemetry() throws Exception {
        return Files.readAllLines(folder.resolve("classes")).stream()
                .filter(line -> line.contains(" io.opentelemetry."))
                .toList();
    }

    @Test
    void turnedOffNoClassOfOpenTelemetryIsLoaded() throws Exception {
        ChildJvm.Run run = ChildJvm.run(folder, settings(Map.of()), Main.class, "run");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(classesOfOpenTelemetry()).isEmpty();
    }

    @Test
    void turnedOnSpansAreDeliveredByOtlpBeforeTheProcessEnds() throws Exception {
        List<String> requests = new CopyOnWriteArrayList<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            requests.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try {
            ChildJvm.Run run = ChildJvm.run(
                    folder,
                    settings(Map.of(
                            "TRACING",
                            "true",
                            "OTEL_EXPORTER_OTLP_ENDPOINT",
                            "http://127.0.0.1:" + collector.getAddress().getPort())),
                    Main.class,
                    "run");

            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(requests)
                    .isNotEmpty()
                    .allSatisfy(request -> assertThat(request).startsWith("/v1/traces application/x-protobuf "));
            assertThat(String.join("", requests))
                    .contains("process user-login", "commit", "service.name", "kafka-fetch", "user-login-0@0-0");
            assertThat(classesOfOpenTelemetry())
                    .as("or the other test sees none whatever happens")
                    .isNotEmpty();
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void aCollectorThatIsAwayHarmsNothing() throws Exception {
        ChildJvm.Run run = ChildJvm.run(
                folder,
                settings(Map.of("TRACING", "true", "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")),
                Main.class,
                "run");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(folder.resolve("sink/dead-letters-000001.jsonl")).isNotEmptyFile();
    }

    @Test
    void wrongSettingsAreToldInOneLine() throws Exception {
        ChildJvm.Run flag = ChildJvm.run(folder, settings(Map.of("TRACING", "yes")), Main.class, "run");
        ChildJvm.Run exporter = ChildJvm.run(
                folder, settings(Map.of("TRACING", "true", "OTEL_TRACES_EXPORTER", "pigeon")), Main.class, "run");

        assertThat(flag.exit()).isEqualTo(2);
        assertThat(flag.err()).contains("kafka-fetch: TRACING=yes cannot be used: expected true or false");
        assertThat(exporter.exit()).isEqualTo(2);
        assertThat(exporter.err())
                .contains("kafka-fetch: an OpenTelemetry setting (OTEL_…) is wrong: ")
                .contains("pigeon")
                .doesNotContain("\tat ");
    }
}
