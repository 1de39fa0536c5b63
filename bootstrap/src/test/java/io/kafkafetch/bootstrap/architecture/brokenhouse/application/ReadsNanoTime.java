package io.kafkafetch.bootstrap.architecture.brokenhouse.application;

public final class ReadsNanoTime {
    long time() {
        return System.nanoTime();
    }
}
