package io.kafkafetch.adapters.http.logins;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.Await;
import io.kafkafetch.adapters.http.connections.ConnectionSettings;
import io.kafkafetch.adapters.http.logins.admission.Admission;
import io.kafkafetch.adapters.http.logins.admission.HttpSettings;
import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

/** A real server on a free port, with an inbox of the test's. */
final class LoginServer implements AutoCloseable {

    static final String LOGIN = "{\"user_id\":\"u1\",\"app_version\":\"2.3.0\",\"ip\":\"1.2.3.4\",\"locale\":\"RI\","
            + "\"device_id\":\"d1\",\"timestamp\":1694623430,\"device_type\":\"iOS\"}";
    static final String NO_DEVICE =
            "{\"user_id\":\"u2\",\"app_version\":\"2.3.0\",\"ip\":\"1.2.3.4\",\"locale\":\"RI\","
                    + "\"device_id\":\"d1\",\"timestamp\":1694623430}";
    static final String JSON = "application/json";
    static final String LINES = "application/x-ndjson";

    private static final Duration LONG = Duration.ofSeconds(30);

    final FakeInbox inbox;
    final HttpSettings settings;
    final AtomicLong skippedNanos = new AtomicLong();
    private final ApplicationContext context;
    private final EmbeddedServer server;
    private final LoginIntake intake;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LONG)
            .build();

    LoginServer() {
        this(HttpSettings.DEFAULT, new FakeInbox());
    }

    LoginServer(HttpSettings settings) {
        this(settings, new FakeInbox());
    }

    LoginServer(HttpSettings settings, FakeInbox inbox) {
        this(settings, inbox, ConnectionSettings.DEFAULT);
    }

    /** A server of a feed whose events look like this. */
    static LoginServer of(LoginFormat format) {
        return new LoginServer(HttpSettings.DEFAULT, new FakeInbox(), ConnectionSettings.DEFAULT, format);
    }

    LoginServer(HttpSettings settings, FakeInbox inbox, ConnectionSettings connections) {
        this(settings, inbox, connections, LoginFormat.plain(MissingDeviceType.DEAD_LETTER));
    }

    private LoginServer(HttpSettings settings, FakeInbox inbox, ConnectionSettings connections, LoginFormat format) {
        this.settings = settings;
        this.inbox = inbox;
        intake = new LoginIntake(settings, format, inbox, () -> System.nanoTime() + skippedNanos.get());
        context = ApplicationContext.builder()
                .banner(false)
                .properties(Map.of(
                        "kafka.enabled", "false",
                        "micronaut.server.port", "-1",
                        "micronaut.server.max-request-size", Long.toString(Long.MAX_VALUE),
                        "micronaut.server.idle-timeout", "120s",
                        "micronaut.server.netty.request-decompression-enabled", "false"))
                .singletons(connections, intake)
                .start();
        server = context.getBean(EmbeddedServer.class).start();
    }

    Admission.Free free() {
        return intake.free();
    }

    /** All that requests can take is free again. */
    void awaitAllFree() {
        Admission.Free all = new Admission(settings).free();
        Await.until(
                "everything taken is given back: " + free() + " of " + all,
                () -> free().equals(all) && intake.addresses() == 0);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.getURI() + path)).timeout(LONG);
    }

    HttpRequest post(String type, byte[] body, String... headers) {
        HttpRequest.Builder request =
                request("/api/logins").header("Content-Type", type).POST(BodyPublishers.ofByteArray(body));
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    Answer send(String type, String body, String... headers) {
        return send(post(type, body.getBytes(UTF_8), headers));
    }

    Answer send(String type, byte[] body, String... headers) {
        return send(post(type, body, headers));
    }

    Answer send(HttpRequest request) {
        try {
            return new Answer(client.send(request, BodyHandlers.ofString()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    CompletableFuture<Answer> sendAsync(String type, String body, String... headers) {
        return client.sendAsync(post(type, body.getBytes(UTF_8), headers), BodyHandlers.ofString())
                .thenApply(Answer::new);
    }

    /** A bare connection; reading from it takes 30 s at most. */
    Socket connect() throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout((int) LONG.toMillis());
        return socket;
    }

    /** A bare connection that takes little without being read. */
    Socket connectWithSmallBuffer() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(2_048);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        return socket;
    }

    /** The head of a POST whose body comes in chunks. */
    static byte[] head(String type, String... headers) {
        return ("POST /api/logins HTTP/1.1\r\nHost: x\r\nContent-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n"
                        + String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n") + "\r\n")
                .getBytes(UTF_8);
    }

    static byte[] chunk(String text) {
        return (Integer.toHexString(text.getBytes(UTF_8).length) + "\r\n" + text + "\r\n").getBytes(UTF_8);
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return packed.toByteArray();
    }

    @Override
    public void close() {
        client.shutdownNow();
        context.close();
    }

    /** What came back. */
    record Answer(int status, String type, String body, HttpResponse<String> response) {

        Answer(HttpResponse<String> response) {
            this(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body(),
                    response);
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> json() {
            try {
                return Objects.requireNonNull(JsonMapper.createDefault().readValue(body, Map.class));
            } catch (IOException failure) {
                throw new AssertionError("not JSON: " + body, failure);
            }
        }
    }
}
