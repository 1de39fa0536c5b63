package io.kafkafetch.bootstrap.architecture.brokenhouse.domain.login;

import java.time.InstantSource;

public final class ReadsTheSystemsClock {
    InstantSource clock() {
        return InstantSource.system();
    }
}
