package io.kafkafetch.adapters.http.logins;

import io.micronaut.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** The header that makes a retry safe. */
final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";

    /** Set on an answer whose events were all durable before the request came. */
    static final String REPLAYED = "Idempotency-Replayed";

    private IdempotencyKey() {}

    /** @throws Refusal if there is one that cannot be used */
    static Optional<String> of(HttpHeaders headers) {
        List<String> values = headers.getAll(HEADER);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String key = values.getFirst();
        if (values.size() > 1 || !key.matches("[\\x21-\\x7e]{1,255}")) {
            throw new Refusal(Fault.INVALID_KEY);
        }
        return Optional.of(key);
    }
}
