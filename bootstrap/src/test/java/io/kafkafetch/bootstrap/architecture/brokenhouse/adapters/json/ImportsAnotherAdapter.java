package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.json;

import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.memory.Ledger;

public record ImportsAnotherAdapter(Ledger ledger) {}
