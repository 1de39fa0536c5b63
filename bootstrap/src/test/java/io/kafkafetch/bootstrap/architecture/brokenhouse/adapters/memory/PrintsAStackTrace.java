package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.memory;

public final class PrintsAStackTrace {
    void print(Exception failure) {
        failure.printStackTrace();
    }
}
