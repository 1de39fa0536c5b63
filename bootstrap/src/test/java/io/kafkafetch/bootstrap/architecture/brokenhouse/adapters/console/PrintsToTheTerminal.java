package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.console;

public final class PrintsToTheTerminal {
    void print() {
        System.out.println("said");
    }
}
