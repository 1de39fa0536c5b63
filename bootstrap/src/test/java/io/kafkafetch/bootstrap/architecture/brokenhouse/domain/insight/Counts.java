package io.kafkafetch.bootstrap.architecture.brokenhouse.domain.insight;

public record Counts() {}
