package io.kafkafetch.bootstrap.architecture.brokenhouse.application;

import io.kafkafetch.bootstrap.architecture.brokenhouse.domain.Value;
import java.time.Instant;
import java.time.InstantSource;

public record KeepsTheRules(Value value, InstantSource clock) {

    @Deprecated
    Instant time() {
        return clock.instant();
    }
}
