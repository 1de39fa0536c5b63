package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.packed;

public record Content() {}
