package io.kafkafetch.bootstrap.architecture.brokenhouse.bootstrap.cli;

import io.kafkafetch.bootstrap.architecture.brokenhouse.bootstrap.config.UsesACommand;

public interface Command {
    UsesACommand settings();
}
