package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.json;

public record Codec(String name) {}
