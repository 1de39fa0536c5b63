package io.kafkafetch.bootstrap.architecture.brokenhouse.domain.login;

import io.kafkafetch.bootstrap.architecture.brokenhouse.domain.insight.Counts;

public record UsesTheCounts(Counts counts) {}
