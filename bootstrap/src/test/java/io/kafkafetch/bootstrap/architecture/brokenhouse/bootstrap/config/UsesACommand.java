package io.kafkafetch.bootstrap.architecture.brokenhouse.bootstrap.config;

import io.kafkafetch.bootstrap.architecture.brokenhouse.bootstrap.cli.Command;

public record UsesACommand(Command command) {}
