package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.kafka;

import io.micronaut.context.annotation.Value;

public final class InjectsAConfiguredField {
    @Value("${any}")
    String configured;
}
