package io.kafkafetch.bootstrap.cli;

import io.kafkafetch.adapters.generator.GeneratorSettings;
import io.kafkafetch.bootstrap.process.UserError;
import picocli.CommandLine.Option;

/** Options of every command that generates logins. */
final class GeneratorOptions {

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Equal seeds generate equal logins (${DEFAULT-VALUE}).",
            defaultValue = "" + GeneratorSettings.DEFAULT_SEED)
    private long seed;

    @Option(
            names = "--corrupt",
            paramLabel = "PERCENT",
            description = "Share of records that are no logins at all, of every kind, 0 to 100 (${DEFAULT-VALUE}).",
            defaultValue = "1")
    private double corrupt;

    /** The settings for this target; a value out of range is the user's error. */
    GeneratorSettings settings(GeneratorSettings defaults) {
        try {
            return defaults.withSeed(seed).withCorruptPercent(corrupt);
        } catch (IllegalArgumentException outOfRange) {
            throw new UserError(UserError.USAGE, "--corrupt=" + corrupt + " cannot be used: expected 0 to 100");
        }
    }
}
