package io.kafkafetch.bootstrap.architecture.brokenhouse.domain;

public final class ReadsTheMillis {
    long time() {
        return System.currentTimeMillis();
    }
}
