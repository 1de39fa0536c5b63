package io.kafkafetch.bootstrap.architecture.brokenhouse.application.ledger;

public record Commits() {}
