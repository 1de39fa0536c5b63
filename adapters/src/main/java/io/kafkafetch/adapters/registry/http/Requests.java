package io.kafkafetch.adapters.registry.http;

import io.kafkafetch.adapters.registry.RegistryAwayException;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Asks the addresses of a registry, for at most {@value #MOST_BYTES} bytes at a time. Follows no redirect, so that
 * credentials go to no other host. Thread-safe; callers wait.
 */
final class Requests implements AutoCloseable {

    /** What to look at first where something else answers. */
    static final String IS_IT_ONE = ": is SCHEMA_REGISTRY_URL a schema registry's address?";

    private static final long MOST_BYTES = 16 << 20;
    private static final int REFUSED = 401;

    /** As Confluent's clients ask; another registry of this kind takes one of them. */
    private static final String ACCEPT =
            "application/vnd.schemaregistry.v1+json, application/vnd.schemaregistry+json; q=0.9, application/json; q=0.8";

    private final RegistrySettings settings;
    private final HttpClient client;
    private volatile int begin;

    /** What is asked of one address. */
    @FunctionalInterface
    interface Question<T> {

        /** Its answer. @throws RegistryAwayException if there is none */
        T ask(URI url) throws InterruptedException;
    }

    Requests(RegistrySettings settings, SSLContext tls) {
        this.settings = settings;
        // Not HTTP/2, whose offer in the clear some servers and proxies do not understand.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connect())
                .sslContext(tls)
                .build();
    }

    /**
     * What the first address says that is not away, begun at the one that answered last.
     *
     * @throws RegistryAwayException if none answers, or one refuses
     */
    <T> T first(Question<T> question) throws InterruptedException {
        List<URI> urls = settings.urls();
        int first = begin;
        List<String> said = new ArrayList<>();
        for (int i = 0; i < urls.size(); i++) {
            int at = (first + i) % urls.size();
            try {
                T answer = question.ask(urls.get(at));
                begin = at;
                return answer;
            } catch (RegistryAwayException away) {
                if (away.fault().code() == TroubleCode.SCHEMA_REGISTRY_REFUSES) {
                    throw away;
                }
                said.add(away.fault().details());
            }
        }
        throw new RegistryAwayException(Fault.of(TroubleCode.SCHEMA_REGISTRY_AWAY, String.join("; ", said)));
    }

    /**
     * What is answered to this, whatever its status.
     *
     * @param path below the address, encoded
     * @throws RegistryAwayException if nothing is
     */
    Answer get(URI url, String path) throws InterruptedException {
        Optional<String> shown = settings.credentials().header();
        Answer answer = get(url, path, shown);
        if (answer.status() == REFUSED) {
            Optional<String> renewed = settings.credentials().insteadOf(shown);
            if (renewed.isPresent()) {
                return get(url, path, renewed);
            }
        }
        return answer;
    }

    private Answer get(URI url, String path, Optional<String> shown) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(url.toString().replaceFirst("/+$", "") + "/" + path))
                .header("Accept", ACCEPT);
        shown.ifPresent(header -> request.header("Authorization", header));
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            HttpResponse<byte[]> whole = answer.get(settings.request().toNanos(), TimeUnit.NANOSECONDS);
            return new Answer(
                    url,
                    whole.statusCode(),
                    new Answer.Body(whole.body()),
                    whole.headers().firstValue("Location").map(Requests::host).orElse("nowhere"));
        } catch (TimeoutException slow) {
            answer.cancel(true);
            throw away(url, "does not answer within " + settings.request().toMillis() + " ms");
        } catch (ExecutionException failed) {
            throw away(url, why(failed));
        } catch (InterruptedException stop) {
            answer.cancel(true);
            throw stop;
        }
    }

    /** Where a redirect leads; what is behind the host may be secret. */
    private static String host(String location) {
        try {
            URI uri = URI.create(location);
            return uri.getHost() == null ? "another path" : uri.getScheme() + "://" + uri.getHost();
        } catch (IllegalArgumentException garbage) {
            return "nowhere";
        }
    }

    private String why(ExecutionException failed) {
        Throwable failure = failed.getCause() == null ? failed : failed.getCause();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "has a host that is not known";
            }
        }
        return switch (failure) {
            case HttpConnectTimeoutException slow ->
                "takes no connection within " + settings.connect().toMillis() + " ms";
            case ConnectException refused -> "takes no connection" + said(refused);
            case SSLException tls -> "cannot be spoken with by TLS" + said(tls);
            case IOException broken -> "cannot be asked" + said(broken);
            default -> "cannot be asked (" + failure.getClass().getSimpleName() + ")";
        };
    }

    private static String said(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? ""
                : " (" + message.lines().findFirst().orElse("").strip() + ")";
    }

    private static RegistryAwayException away(URI url, String what) {
        return new RegistryAwayException(Fault.of(TroubleCode.SCHEMA_REGISTRY_AWAY, url + " " + what));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
