package io.kafkafetch.bootstrap.architecture.brokenhouse.domain.login;

import java.time.Instant;

public final class ReadsTheTime {
    Instant time() {
        return Instant.now();
    }
}
