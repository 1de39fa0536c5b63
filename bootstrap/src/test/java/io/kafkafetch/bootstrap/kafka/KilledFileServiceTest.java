package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.broker.EmbeddedBroker;
import io.kafkafetch.adapters.generator.GeneratorSettings;
import io.kafkafetch.adapters.generator.LoginGenerator;
import io.kafkafetch.adapters.json.InsightDecoder;
import io.kafkafetch.application.published.PublishedInsight;
import io.kafkafetch.domain.insight.Insight;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code kill -9} of a service whose source or sink is a file: every line is counted once all the same. */
@Execution(ExecutionMode.CONCURRENT)
class KilledFileServiceTest {

    private static final Pattern BATCH = Pattern.compile("user-login-0@(\\d+)-(\\d+)");
    private static final Pattern POSITION = Pattern.compile("\"position\" : (\\d+)");
    private static final int LINES = 30_000;

    @TempDir
    private Path folder = Path.of("");

    private final LoginGenerator logins =
            new LoginGenerator(GeneratorSettings.forLines().withSeed(5).withCorruptPercent(3));

    @Test
    void aFileThatGrowsAndIsRotatedIsCountedOnce() throws Exception {
        Path log = folder.resolve("app.log");
        Map<String, Object> settings = settings("file");
        settings.put("kafka-fetch.source-file", log);
        settings.put("kafka-fetch.source-follow", true);
        int written = 0;
        for (int kills = 0; kills < 3; kills++) {
            try (ServiceProcess service = ServiceProcess.start(settings)) {
                long before = committed();
                written += append(log, LINES / 3);
                Await.until("something more is committed", () -> committed() > before, service::log);
                if (kills == 1) {
                    Files.move(log, folder.resolve("app.log.1"));
                }
                service.kill();
            }
        }
        written += append(log, 100);
        long lines = written;

        try (ServiceProcess service = ServiceProcess.start(settings)) {
            Await.until("all is counted", () -> accounted() >= lines, () -> state() + service.log());
            service.terminate();
            assertThat(service.exitCode(30)).isEqualTo(143);
        }

        assertEachOnce(lines);
    }

    @Test
    void whatWasAnsweredIsCountedOnce() throws Exception {
        int port = freePort();
        Map<String, Object> settings = settings("http");
        settings.put("micronaut.server.port", port);
        URI uri = URI.create("http://127.0.0.1:" + port + "/api/logins");
        long answered = 0;
        long sent = 0;
        for (int kills = 0; kills < 3; kills++) {
            try (ServiceProcess service = ServiceProcess.start(settings);
                    HttpClient client = HttpClient.newHttpClient()) {
                awaitServing(client, uri, service);
                for (int i = 0; i < 20; i++) {
                    assertThat(post(client, uri, 50)).isIn(200, 207);
                    answered += 50;
                    sent += 50;
                }
                sent += 2_000;
                Thread last = Thread.ofVirtual().start(() -> postInVain(client, uri));
                service.kill();
                last.join();
            }
        }
        long atLeast = answered;

        try (ServiceProcess service = ServiceProcess.start(settings)) {
            Await.until("all that was answered is counted", () -> accounted() >= atLeast, service::log);
            service.terminate();
            assertThat(service.exitCode(30)).isEqualTo(143);
        }

        assertThat(accounted()).isBetween(answered, sent);
        assertEachOnce(accounted());
    }

    @Test
    void aFileIsPublishedToKafkaOnce() throws Exception {
        Path log = folder.resolve("app.log");
        try (EmbeddedBroker broker = EmbeddedBroker.startTemporary(0);
                Scenario scenario = new Scenario(broker.bootstrapServers(), 1)) {
            scenario.set("kafka-fetch.source", "file")
                    .set("kafka-fetch.source-file", log)
                    .set("kafka-fetch.source-follow", true);
            for (int kills = 0; kills < 3; kills++) {
                try (ServiceProcess service = ServiceProcess.start(scenario.settings())) {
                    long before = scenario.published().events();
                    append(log, LINES / 3, scenario.feed());
                    Await.until("more is published", () -> scenario.published().events() > before, service::log);
                    service.kill();
                }
            }
            try (ServiceProcess service = ServiceProcess.start(scenario.settings())) {
                scenario.awaitAccounted();
                service.terminate();
                assertThat(service.exitCode(30)).isEqualTo(143);
            }

            Guarantee.checkAll(scenario.feed(), scenario.published());
        }
    }

    private void append(Path log, int lines, Feed feed) throws IOException {
        byte[] body = body(lines);
        Files.write(log, body, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        new String(body, ISO_8859_1).lines().forEach(line -> feed.add(0, feed.size(), line.getBytes(ISO_8859_1)));
    }

    private Map<String, Object> settings(String source) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("kafka-fetch.source", source);
        settings.put("kafka-fetch.sink", "file");
        settings.put("kafka-fetch.sink-dir", folder.resolve("sink"));
        settings.put("kafka-fetch.sink-file-bytes", "1MB");
        settings.put("kafka-fetch.batch-max-age", "200ms");
        return settings;
    }

    private int append(Path log, int lines) throws IOException {
        try (OutputStream out = Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(body(lines));
        }
        return lines;
    }

    private byte[] body(int lines) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            body.append(new String(Objects.requireNonNull(logins.next().value()), UTF_8))
                    .append('\n');
        }
        return body.toString().getBytes(UTF_8);
    }

    private static void awaitServing(HttpClient client, URI uri, ServiceProcess service) throws Exception {
        Await.until(
                "it serves",
                () -> {
                    try {
                        HttpRequest health =
                                HttpRequest.newBuilder(uri.resolve("/health")).build();
                        return client.send(health, HttpResponse.BodyHandlers.discarding())
                                        .statusCode()
                                == 200;
                    } catch (ConnectException notYet) {
                        return false;
                    }
                },
                service::log);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private int post(HttpClient client, URI uri, int lines) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(uri)
                                .header("Content-Type", "application/x-ndjson")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body(lines)))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private void postInVain(HttpClient client, URI uri) {
        try {
            post(client, uri, 2_000);
        } catch (IOException | InterruptedException killed) {
            // what of it was kept, nobody was told
        }
    }

    // ---- what the sink holds

    /** No gap and no overlap: neither in the offsets of the batches, nor beside them. */
    private void assertEachOnce(long lines) throws IOException {
        long next = 0;
        for (PublishedInsight peak : peaks()) {
            Matcher batch = BATCH.matcher(peak.batch());
            assertThat(batch.matches()).isTrue();
            long first = Long.parseLong(batch.group(1));
            long last = Long.parseLong(batch.group(2));
            assertThat(rejectedOffsets())
                    .containsAll(LongStream.range(next, first).boxed().toList());
            assertThat(first).isGreaterThanOrEqualTo(next);
            assertThat(peak.events() + peak.rejected()).isEqualTo(last - first + 1);
            next = last + 1;
        }
        assertThat(rejectedOffsets())
                .containsAll(LongStream.range(next, lines).boxed().toList());
        assertThat(rejectedOffsets()).doesNotHaveDuplicates();
        assertThat(accounted()).isEqualTo(lines);
    }

    /** Lines that are counted for certain: what is written beyond the checkpoint is taken back by a kill. */
    private long committed() throws IOException {
        Path checkpoint = folder.resolve("sink").resolve("checkpoint.json");
        Matcher position = POSITION.matcher(Files.exists(checkpoint) ? Files.readString(checkpoint) : "");
        return position.find() ? Long.parseLong(position.group(1)) : 0;
    }

    private String state() throws IOException {
        StringBuilder state = new StringBuilder("accounted for " + accounted() + " at "
                + Files.readString(folder.resolve("sink").resolve("checkpoint.json")));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                state.append(file)
                        .append(' ')
                        .append(Files.readAttributes(file, "unix:ino,size,lastModifiedTime"))
                        .append('\n');
            }
        }
        return state.toString();
    }

    private long accounted() throws IOException {
        return peaks().stream().mapToLong(PublishedInsight::events).sum()
                + rejectedOffsets().size();
    }

    private List<PublishedInsight> peaks() throws IOException {
        InsightDecoder decoder = new InsightDecoder();
        return SinkFiles.lines(folder.resolve("sink"), "insights-").stream()
                .flatMap(line -> decoder.decode(line.getBytes(UTF_8)).stream())
                .filter(insight -> insight.insight() instanceof Insight.PeakHour)
                .toList();
    }

    private List<Long> rejectedOffsets() throws IOException {
        List<Long> offsets = new ArrayList<>();
        for (String line : SinkFiles.lines(folder.resolve("sink"), "dead-letters-")) {
            Map<String, Object> letter =
                    ObjectMapper.getDefault().readValue(line, Argument.mapOf(String.class, Object.class));
            offsets.add(((Number) Objects.requireNonNull(letter.get("offset"))).longValue());
        }
        return offsets;
    }
}
