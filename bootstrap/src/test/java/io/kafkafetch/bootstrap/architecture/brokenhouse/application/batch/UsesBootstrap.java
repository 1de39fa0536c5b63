package io.kafkafetch.bootstrap.architecture.brokenhouse.application.batch;

import io.kafkafetch.bootstrap.architecture.brokenhouse.bootstrap.Wiring;

public record UsesBootstrap(Wiring wiring) {}
