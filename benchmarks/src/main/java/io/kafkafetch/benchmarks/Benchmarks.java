package io.kafkafetch.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The whole runs. */
@Command(
        name = "benchmarks/run",
        description =
                "How fast kafka-fetch is, beside others. Each prints a table; give the machine nothing else to do.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {EndToEnd.class, Latency.class, StartUp.class, Scaling.class},
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT)
final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmarks()).execute(arguments));
    }
}
