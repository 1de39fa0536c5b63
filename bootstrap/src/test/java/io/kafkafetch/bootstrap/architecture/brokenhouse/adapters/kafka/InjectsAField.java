package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.kafka;

import jakarta.inject.Inject;

public final class InjectsAField {
    @Inject
    Runnable injected;
}
