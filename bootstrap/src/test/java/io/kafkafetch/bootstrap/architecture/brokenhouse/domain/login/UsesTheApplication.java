package io.kafkafetch.bootstrap.architecture.brokenhouse.domain.login;

import io.kafkafetch.bootstrap.architecture.brokenhouse.application.batch.KeepsTheRules;

public record UsesTheApplication(KeepsTheRules upwards) {}
