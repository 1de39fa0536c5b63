package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.memory;

public record Ledger(String name) {}
