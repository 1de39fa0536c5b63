package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.registry.format;

import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.registry.http.Asks;

public record AsksTheRegistry(Asks asks) {}
