package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.registry.http;

public record Asks() {}
