package io.kafkafetch.bootstrap.architecture.brokenhouse.application.batch;

public final class ReadsNanoTime {
    long time() {
        return System.nanoTime();
    }
}
