package io.kafkafetch.bootstrap.architecture.brokenhouse.domain;

public record Value(String text) {}
