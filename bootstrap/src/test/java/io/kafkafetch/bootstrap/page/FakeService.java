package io.kafkafetch.bootstrap.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kafkafetch.adapters.http.live.page.MetricsScript;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP server with the page's files and scripted answers, on a free port of loopback. Any thread may tell it what to
 * say.
 */
final class FakeService implements AutoCloseable {

    private static final String PAGE = "/io/kafkafetch/adapters/http/live/page/";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css",
            "js", "text/javascript",
            "svg", "image/svg+xml");

    private static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();

    private final List<OutputStream> streams = new CopyOnWriteArrayList<>();
    private final List<String> streamRequests = new CopyOnWriteArrayList<>();
    private final FakeRollups rollups = new FakeRollups();
    private final int port;
    private HttpServer server;
    private ExecutorService threads;
    private volatile Document document = Document.sample();
    private volatile int streamStatus = 200;
    private volatile boolean silent;
    private volatile boolean chartless;
    private volatile int batchStatus = 200;
    private volatile String session = "{\"required\":false,\"name\":null,\"roles\":[],\"sign_in\":null}";

    private FakeService() throws IOException {
        listen(0);
        port = server.getAddress().getPort();
    }

    /** At a port that no other service of this process had: the browser keeps what a page stores by its address. */
    static FakeService start() throws IOException {
        FakeService service = new FakeService();
        while (!PORTS.add(service.port)) {
            service.close();
            service = new FakeService();
        }
        return service;
    }

    private void listen(int wanted) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 50);
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/", this::file);
        server.createContext("/api/insights", this::rollups);
        server.createContext("/api/rollups", this::rollups);
        server.createContext("/api/session", this::session);
        server.createContext("/api/insights/stream", this::stream);
        server.createContext("/api/insights/batches/", this::batch);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + port + "/";
    }

    /** What it answers about ranges of time. */
    FakeRollups rollups() {
        return rollups;
    }

    /** What a snapshot has from now on. */
    void shows(Document whole) {
        document = whole;
    }

    /** Sends an update to all viewers. */
    void update(Document changed) {
        send("event: update\ndata: " + changed.text() + "\n\n");
    }

    /** Sends these bytes to all viewers, whatever they are. */
    void send(String text) {
        for (OutputStream stream : streams) {
            write(stream, text);
        }
    }

    /** Each new stream is answered with this status from now on, and with nothing else. */
    void answersStreamsWith(int status) {
        streamStatus = status;
    }

    /** New streams are opened and never get an event. */
    void staysSilent() {
        silent = true;
    }

    /** The chart library is not there. */
    void hasNoCharts() {
        chartless = true;
    }

    /** Asks for a token, which this caller has; nobody has one if there is no name. */
    void isSignedIn(String name) {
        session = "{\"required\":true,\"name\":" + (name.isEmpty() ? "null" : "\"" + name + "\"") + ",\"roles\":["
                + (name.isEmpty() ? "" : "\"view\"") + "],\"sign_in\":\"/sign-in\"}";
    }

    /** The token {@code right} is one, and others are not. */
    private void session(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "POST" -> {
                String given = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                if (given.equals("{\"token\":\"right\"}")) {
                    isSignedIn("ops");
                }
                answer(
                        exchange,
                        given.equals("{\"token\":\"right\"}") ? 200 : 401,
                        "application/json",
                        session.getBytes(StandardCharsets.UTF_8));
            }
            case "DELETE" -> {
                isSignedIn("");
                exchange.sendResponseHeaders(204, -1);
            }
            default -> answer(exchange, 200, "application/json", session.getBytes(StandardCharsets.UTF_8));
        }
    }

    void answersBatchesWith(int status) {
        batchStatus = status;
    }

    /** {@code Last-Event-ID} of each stream that was asked for, "none" where there is none, oldest first. */
    List<String> streamRequests() {
        return List.copyOf(streamRequests);
    }

    /** Ends all streams and all else, as a process that stops. */
    void stop() {
        server.stop(0);
        threads.shutdownNow();
        streams.clear();
    }

    /** Listens at the same port again. */
    void restart() throws IOException {
        listen(port);
    }

    @Override
    public void close() {
        stop();
    }

    private void file(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/")) {
            resource(exchange, PAGE + "index.html");
        } else if (path.equals("/sign-in")) {
            resource(exchange, PAGE + "sign-in.html");
        } else if (path.equals("/docs")) {
            resource(exchange, PAGE + "docs.html");
        } else if (path.equals("/openapi.yml")) {
            resource(exchange, "/META-INF/swagger/kafka-fetch.yml");
        } else if (path.equals("/page/" + MetricsScript.PATH)) {
            answer(exchange, 200, "text/javascript", MetricsScript.bytes());
        } else if (path.startsWith("/page/")) {
            resource(exchange, PAGE + path.substring("/page/".length()));
        } else if (path.startsWith("/webjars/") && !chartless) {
            resource(exchange, "/META-INF/resources" + path);
        } else {
            answer(exchange, 404, "text/plain", new byte[0]);
        }
    }

    private static void resource(HttpExchange exchange, String name) throws IOException {
        try (InputStream in = FakeService.class.getResourceAsStream(name)) {
            if (in == null) {
                answer(exchange, 404, "text/plain", new byte[0]);
                return;
            }
            String type =
                    Objects.requireNonNullElse(TYPES.get(name.substring(name.lastIndexOf('.') + 1)), "text/plain");
            answer(exchange, 200, type, in.readAllBytes());
        }
    }

    /** Answers, and leaves the exchange open: its viewer gets what {@link #send} sends. */
    private void stream(HttpExchange exchange) throws IOException {
        streamRequests.add(
                Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Last-Event-ID"), "none"));
        if (streamStatus != 200) {
            answer(exchange, streamStatus, "application/problem+json", "{}".getBytes(StandardCharsets.UTF_8));
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        String id = document.insights().get("version").getAsString();
        write(
                out,
                silent
                        ? "retry: 300\n\n"
                        : "retry: 300\nid: " + id + "\nevent: snapshot\ndata: " + document.text() + "\n\n");
        streams.add(out);
    }

    private void batch(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring("/api/insights/batches/".length());
        var batch = Document.resource("batch.json");
        batch.addProperty("batch", name);
        answer(exchange, batchStatus, "application/json", batch.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void rollups(HttpExchange exchange) {
        answer(exchange, rollups.status(), "application/json", rollups.answer(exchange.getRequestURI()));
    }

    private void write(OutputStream stream, String text) {
        try {
            synchronized (stream) {
                stream.write(text.getBytes(StandardCharsets.UTF_8));
                stream.flush();
            }
        } catch (IOException gone) {
            streams.remove(stream);
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'self'; img-src 'self' data:");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
