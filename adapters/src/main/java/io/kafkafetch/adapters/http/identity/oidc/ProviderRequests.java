package io.kafkafetch.adapters.http.identity.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Asks the provider for one JSON object at a time, of at most {@value #MOST_BYTES} bytes and within {@value #LONGEST_S} s
 * from the first byte to the last. Follows no redirect. Thread-safe; callers wait.
 */
final class ProviderRequests implements AutoCloseable {

    private static final long MOST_BYTES = 256 << 10;
    private static final int LONGEST_S = 5;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(LONGEST_S))
            .build();

    /** An answer of the provider's. */
    record Answer(int status, Map<String, Object> json) {}

    /** What is there. @throws ProviderAwayException if nothing is that can be used */
    Map<String, Object> get(URI uri) throws ProviderAwayException {
        Answer answer = send(HttpRequest.newBuilder(uri).build());
        if (answer.status() != 200) {
            throw new ProviderAwayException(uri + " answers with status " + answer.status());
        }
        return answer.json();
    }

    /** What is answered to this. @throws ProviderAwayException if nothing is that can be used */
    Answer send(HttpRequest request) throws ProviderAwayException {
        URI uri = request.uri();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            HttpResponse<byte[]> whole = answer.get(LONGEST_S, TimeUnit.SECONDS);
            return new Answer(whole.statusCode(), JSONObjectUtils.parse(new String(whole.body(), UTF_8)));
        } catch (TimeoutException slow) {
            answer.cancel(true);
            throw new ProviderAwayException(uri + " does not answer within " + LONGEST_S + " s");
        } catch (ExecutionException failed) {
            throw new ProviderAwayException(uri + " cannot be asked: " + failed.getCause());
        } catch (ParseException garbage) {
            throw new ProviderAwayException(uri + " answers with something else than a JSON object");
        } catch (InterruptedException stop) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new ProviderAwayException("the service stops");
        }
    }

    /** As a form's content, and as a query. */
    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
