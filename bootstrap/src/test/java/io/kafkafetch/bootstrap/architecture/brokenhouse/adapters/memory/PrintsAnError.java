package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.memory;

public final class PrintsAnError {
    void print() {
        System.err.println("said");
    }
}
