package io.kafkafetch.adapters.http.logins.idempotency;

import io.kafkafetch.adapters.http.logins.fault.Fault;
import io.kafkafetch.adapters.http.logins.fault.Refusal;
import io.micronaut.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** The header that makes a retry safe. */
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";

    /** Set on an answer whose events were all durable before the request came. */
    public static final String REPLAYED = "Idempotency-Replayed";

    private IdempotencyKey() {}

    /**
     * The key in these headers; empty where there is none.
     *
     * @throws Refusal if there is one that cannot be used
     */
    public static Optional<String> of(HttpHeaders headers) {
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
