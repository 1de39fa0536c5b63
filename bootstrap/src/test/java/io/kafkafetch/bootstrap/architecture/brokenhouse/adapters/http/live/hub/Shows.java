package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.http.live.hub;

public record Shows() {}
