package io.kafkafetch.bootstrap.given;

import io.kafkafetch.bootstrap.process.FileName;
import io.kafkafetch.bootstrap.process.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names a file of settings. */
public final class ConfigOption {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML or properties with settings (batch-size: 100, kafka.security.protocol: SSL) that count"
                    + " where the environment says nothing.")
    private @Nullable String file;

    /**
     * Reads the file; none where the option is not given.
     *
     * @throws UserError of wrong usage, where the file cannot be used
     */
    public ConfigFile read() {
        return file == null ? ConfigFile.NONE : ConfigFile.read(FileName.of("--config", file));
    }
}
