package io.kafkafetch.adapters.http.live;

import io.kafkafetch.adapters.Board;
import io.kafkafetch.adapters.http.connections.ConnectionSettings;
import io.kafkafetch.adapters.http.identity.Access;
import io.kafkafetch.adapters.http.letters.LetterResponses;
import io.kafkafetch.adapters.http.live.hub.LiveHub;
import io.kafkafetch.adapters.http.live.state.LiveInsights;
import io.kafkafetch.adapters.http.live.state.LivePipeline;
import io.kafkafetch.adapters.http.live.state.PipelineFacts;
import io.kafkafetch.adapters.http.replays.ReplayResponses;
import io.kafkafetch.adapters.http.rollups.RollupResponses;
import io.kafkafetch.application.ledger.SkippedTotals;
import io.kafkafetch.application.letter.census.LetterCensus;
import io.kafkafetch.application.progress.LossTotals;
import io.kafkafetch.application.published.PublishedInsight;
import io.kafkafetch.application.trouble.Runbook;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Metric;
import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A real server on a free port, with a live view that the test feeds. */
public final class LiveServer implements AutoCloseable {

    public static final PipelineFacts FACTS = new PipelineFacts(
            "host-0",
            "1.2.3",
            Instant.parse("2026-11-25T08:00:00Z"),
            "kafka",
            "kafka",
            "kafka-fetch",
            "user-login",
            "insights",
            "user-login-dlq",
            "all",
            false,
            50,
            Duration.ofSeconds(5),
            ZoneOffset.UTC,
            Runbook.OF_THE_REPOSITORY);

    private static final Duration LONG = Duration.ofSeconds(30);

    public final LiveInsights insights = new LiveInsights(InstantSource.system());
    public final Board board = new Board();
    public final LossTotals losses = new LossTotals();
    public final SkippedTotals skipped = new SkippedTotals();
    public final LetterCensus letters = new LetterCensus();
    public final LivePipeline pipeline = new LivePipeline(
            FACTS, board.board::present, losses, skipped, letters::counts, () -> Instant.EPOCH, System::nanoTime);
    public final LiveHub hub;
    private final ApplicationContext context;
    private final EmbeddedServer server;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LONG)
            .build();

    public LiveServer() {
        this(2_000);
    }

    public LiveServer(int mostViewers) {
        this(mostViewers, Map.of(), new RollupResponses(Optional.empty()));
    }

    /** A server that answers about totals by these. */
    public static LiveServer with(RollupResponses rollups) {
        return new LiveServer(2_000, Map.of(), rollups);
    }

    /** A server that lists dead letters by these. */
    public static LiveServer with(LetterResponses letters) {
        return new LiveServer(2_000, Map.of(), new RollupResponses(Optional.empty()), letters);
    }

    /** A server that takes orders for replays, with these beans besides. */
    public static LiveServer with(ReplayResponses replays, List<Object> more) {
        List<Object> all = new ArrayList<>(more);
        all.add(replays);
        return new LiveServer(2_000, Map.of(), new RollupResponses(Optional.empty()), all.toArray());
    }

    /** A server for whoever has one of these tokens. */
    public static LiveServer with(Access access) {
        return new LiveServer(2_000, Map.of(), new RollupResponses(Optional.empty()), access);
    }

    /** A server whose system keeps little of what is sent and not read. */
    public static LiveServer withSmallSendBuffers() {
        return new LiveServer(
                2_000,
                Map.of("micronaut.server.netty.child-options.so_sndbuf", 16_384),
                new RollupResponses(Optional.empty()));
    }

    private LiveServer(int mostViewers, Map<String, Object> properties, RollupResponses rollups, Object... singletons) {
        hub = new LiveHub(insights, pipeline, JsonMapper.createDefault(), mostViewers);
        context = ApplicationContext.builder()
                .banner(false)
                .properties(Map.of("kafka.enabled", "false", "micronaut.server.port", "-1"))
                .properties(properties)
                .singletons(insights, hub, rollups, ConnectionSettings.DEFAULT)
                .singletons(singletons)
                .start();
        server = context.getBean(EmbeddedServer.class).start();
    }

    public URI uri(String path) {
        return URI.create(server.getURI() + path);
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, headers);
    }

    public HttpResponse<String> send(String method, String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).timeout(LONG).method(method, HttpRequest.BodyPublishers.noBody());
        try {
            return client.send(
                    (headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    public HttpResponse<String> post(String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).timeout(LONG).POST(HttpRequest.BodyPublishers.ofString(body));
        try {
            return client.send(
                    (headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    public Map<String, Object> json(String path) {
        return parse(get(path).body());
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> parse(String json) {
        try {
            return Objects.requireNonNull(JsonMapper.createDefault().readValue(json, Map.class));
        } catch (IOException failure) {
            throw new AssertionError("not JSON: " + json, failure);
        }
    }

    /** A bare connection; reading from it takes 30 s at most. */
    public Socket connect() throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout((int) LONG.toMillis());
        return socket;
    }

    /** A bare connection that has asked for the stream, and of which nothing is read. */
    public Socket ask(String... headers) throws IOException {
        return ask(new Socket(), headers);
    }

    public Socket ask(Socket socket, String... headers) throws IOException {
        socket.connect(new java.net.InetSocketAddress(server.getHost(), server.getPort()));
        socket.setSoTimeout((int) LONG.toMillis());
        socket.getOutputStream()
                .write(("GET /api/insights/stream HTTP/1.1\r\nHost: x\r\n"
                                + String.join("\r\n", headers)
                                + (headers.length == 0 ? "" : "\r\n")
                                + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    public Events stream(String... headers) {
        try {
            return new Events(ask(headers));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What a batch of one login publishes. */
    public void login(long offset, String region) {
        String batch = "user-login-0@" + offset + "-" + offset;
        Instant now = Instant.now();
        for (Insight insight : List.of(
                new Insight.PeakHour(8, 1),
                new Insight.Ranked(Metric.Ranked.LOGINS_PER_REGION, region, 1, 1),
                new Insight.Ranked(Metric.Ranked.DEVICE_USAGE, "iOS", 1, 1))) {
            insights.insight(new PublishedInsight(insight, batch, 1, 0), now);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        context.close();
    }

    /** An event of a stream. */
    public record Event(String type, String id, String data) {

        public Map<String, Object> json() {
            return parse(data);
        }

        @SuppressWarnings("unchecked")
        public Map<String, Object> half(String name) {
            return (Map<String, Object>) json().getOrDefault(name, Map.of());
        }
    }

    /** A stream that is read event by event. */
    public static final class Events implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader lines;
        public final String head;

        public Events(Socket socket) throws IOException {
            this.socket = socket;
            this.lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder read = new StringBuilder();
            for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                read.append(line).append('\n');
            }
            head = read.toString();
        }

        /** The next event with data. Lines that are chunks' sizes are none of a stream's fields, and are left out. */
        public Event next() {
            String type = "message";
            String id = "";
            try {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("event: ")) {
                        type = line.substring("event: ".length());
                    } else if (line.startsWith("id: ")) {
                        id = line.substring("id: ".length());
                    } else if (line.startsWith("data: ")) {
                        return new Event(type, id, line.substring("data: ".length()));
                    }
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            throw new AssertionError("the stream ended");
        }

        /** Reads on until the stream's last chunk; whether it came, and not the end of the connection. */
        public boolean endsInOrder() {
            try {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.equals("0")) {
                        return true;
                    }
                }
                return false;
            } catch (IOException broken) {
                return false;
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
