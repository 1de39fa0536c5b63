package io.kafkafetch.bootstrap.architecture.brokenhouse.domain.login;

public record Value(String text) {}
