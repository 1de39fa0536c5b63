package io.kafkafetch.bootstrap.cli;

import io.kafkafetch.bootstrap.given.ConfigFile;
import io.kafkafetch.bootstrap.process.FileName;
import io.kafkafetch.bootstrap.process.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names a file of settings. */
final class ConfigOption {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML or properties with settings (batch-size: 100, kafka.security.protocol: SSL) that count"
                    + " where the environment says nothing.")
    private @Nullable String file;

    /** @throws UserError of wrong usage, where the file cannot be used */
    ConfigFile read() {
        return file == null ? ConfigFile.NONE : ConfigFile.read(FileName.of("--config", file));
    }
}
