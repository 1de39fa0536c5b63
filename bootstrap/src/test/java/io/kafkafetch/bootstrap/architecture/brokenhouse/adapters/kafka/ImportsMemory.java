package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.kafka;

import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.memory.Ledger;

public record ImportsMemory(Ledger ledger) {}
