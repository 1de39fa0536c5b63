package io.kafkafetch.bootstrap.architecture.brokenhouse.domain.login;

public final class ReadsTheMillis {
    long time() {
        return System.currentTimeMillis();
    }
}
