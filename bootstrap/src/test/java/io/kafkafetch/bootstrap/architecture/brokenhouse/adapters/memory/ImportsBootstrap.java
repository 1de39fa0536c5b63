package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.memory;

import io.kafkafetch.bootstrap.architecture.brokenhouse.bootstrap.Wiring;

public record ImportsBootstrap(Wiring wiring) {}
