package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.kafka.client;

import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.kafka.ledger.Commits;

public record UsesTheLedger(Commits commits) {}
