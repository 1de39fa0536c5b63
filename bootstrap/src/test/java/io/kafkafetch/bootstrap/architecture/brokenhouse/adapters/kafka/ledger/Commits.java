package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.kafka.ledger;

public record Commits() {}
