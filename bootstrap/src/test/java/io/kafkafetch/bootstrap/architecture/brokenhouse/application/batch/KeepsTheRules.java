package io.kafkafetch.bootstrap.architecture.brokenhouse.application.batch;

import io.kafkafetch.bootstrap.architecture.brokenhouse.domain.login.Value;
import java.time.Instant;
import java.time.InstantSource;

public record KeepsTheRules(Value value, InstantSource clock) {

    @Deprecated
    Instant time() {
        return clock.instant();
    }
}
