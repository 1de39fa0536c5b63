package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.memory;

public final class PrintsALine {
    void print() {
        System.out.println("said");
    }
}
