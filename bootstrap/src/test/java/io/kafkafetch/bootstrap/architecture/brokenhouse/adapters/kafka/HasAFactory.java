package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.kafka;

import io.micronaut.context.annotation.Factory;

@Factory
public final class HasAFactory {}
