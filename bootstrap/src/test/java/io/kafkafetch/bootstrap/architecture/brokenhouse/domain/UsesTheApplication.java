package io.kafkafetch.bootstrap.architecture.brokenhouse.domain;

import io.kafkafetch.bootstrap.architecture.brokenhouse.application.KeepsTheRules;

public record UsesTheApplication(KeepsTheRules upwards) {}
