package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.file.source;

public record Follows() {}
