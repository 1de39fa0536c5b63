package io.kafkafetch.bootstrap.architecture.brokenhouse.bootstrap;

import io.micronaut.context.annotation.Factory;

@Factory
public final class Wiring {}
