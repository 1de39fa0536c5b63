package io.kafkafetch.bootstrap.oidc;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A service that takes logins by HTTP and keeps them in a folder, and knows callers by a provider. */
public final class OidcService implements AutoCloseable {

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private final ApplicationContext context;
    private final EmbeddedServer server;

    public OidcService(IdentityProvider provider, Path folder) {
        this(provider, folder, Map.of());
    }

    OidcService(IdentityProvider provider, Path folder, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.ofEntries(
                Map.entry("micronaut.server.port", -1),
                Map.entry("kafka.enabled", false),
                Map.entry("kafka-fetch.source", "http"),
                Map.entry("kafka-fetch.sink", "file"),
                Map.entry("kafka-fetch.sink-dir", folder.resolve("sink")),
                Map.entry("kafka-fetch.http-auth", "oidc"),
                Map.entry("kafka-fetch.http-oidc-issuer", provider.issuer()),
                Map.entry("kafka-fetch.http-oidc-client-id", IdentityProvider.CLIENT),
                Map.entry("kafka-fetch.http-oidc-client-secret", IdentityProvider.SECRET),
                Map.entry("kafka-fetch.http-oidc-audience", IdentityProvider.AUDIENCE),
                Map.entry("kafka-fetch.http-oidc-roles-claim", "realm_access.roles"),
                Map.entry(
                        "kafka-fetch.http-oidc-roles", "viewers:view,urn:example:apps:post,urn:example:apps:metrics")));
        settings.putAll(more);
        context = ApplicationContext.builder()
                .banner(false)
                .environmentPropertySource(false)
                .properties(settings)
                .start();
        server = context.getBean(EmbeddedServer.class).start();
    }

    /** As a browser calls it: {@code http://127.0.0.1:PORT}. */
    public String origin() {
        return "http://127.0.0.1:" + server.getPort();
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers));
    }

    HttpResponse<String> bearer(String path, String token) {
        return get(path, "Authorization", "Bearer " + token);
    }

    HttpResponse<String> post(String path, String json, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(origin() + path)).timeout(Duration.ofSeconds(60));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** From an address that nobody had before: whoever tries too often from one is answered otherwise. */
    static HttpResponse<String> send(HttpRequest.Builder request) {
        int address = ADDRESSES.incrementAndGet();
        return sendFrom("127.7." + address / 250 + "." + (1 + address % 250), request);
    }

    static HttpResponse<String> sendFrom(String address, HttpRequest.Builder request) {
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(InetAddress.ofLiteral(address))
                .build()) {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
