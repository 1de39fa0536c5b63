package io.kafkafetch.bootstrap.given;

import io.kafkafetch.bootstrap.config.LogFormat;
import io.kafkafetch.bootstrap.process.FileName;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.bootstrap.settings.Settings;
import java.util.List;
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
     * The settings that count for a command that is no service, all of which can be used. Its log begins, and the file's
     * settings are this process's.
     *
     * @throws UserError of wrong usage, which names each setting that cannot be used
     */
    public Settings settings() {
        LogFormat.check();
        ConfigFile given = read();
        given.apply(System.getenv());
        EffectiveSettings effective = new EffectiveSettings(System.getenv(), given);
        List<String> faults = effective.faults();
        if (!faults.isEmpty()) {
            throw new UserError(UserError.USAGE, faults);
        }
        return effective.settings();
    }

    /**
     * Reads the file; none where the option is not given.
     *
     * @throws UserError of wrong usage, where the file cannot be used
     */
    public ConfigFile read() {
        return file == null ? ConfigFile.NONE : ConfigFile.read(FileName.of("--config", file));
    }
}
