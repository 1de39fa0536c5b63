package io.kafkafetch.bootstrap;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. Starts no framework by itself, so that help is there at once. */
@Command(
        name = "kafka-fetch",
        synopsisSubcommandLabel = "COMMAND",
        header = "Turns user logins from Kafka, files or HTTP into insights, each counted exactly once.%n",
        subcommands = {
            RunCommand.class,
            AnalyzeCommand.class,
            DemoCommand.class,
            GenerateCommand.class,
            HealthCommand.class,
            WarmUpCommand.class
        },
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Main.Version.class,
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%nParameters:%n",
        footerHeading = "%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the balance is wrong, --strict found a rejection, or something failed that should not",
            "2:wrong usage, or a setting that cannot be used",
            "3:a cluster, topic or file that cannot be used",
            "130, 143:ended by Ctrl-C or SIGTERM",
            "141:nobody reads the output any more, as behind `| head`"
        })
public final class Main {

    private Main() {}

    /** Runs the command and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command line, ready to execute; errors of the user's are one line on standard error. */
    static CommandLine commandLine() {
        return configured(new CommandLine(new Main()));
    }

    static CommandLine configured(CommandLine commandLine) {
        return commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Main::tellWrongUsage)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (UnwritableOutputException.isClosedByItsReader(failure)) {
                        return Output.CLOSED_BY_ITS_READER;
                    }
                    UserError error = UserError.in(failure).orElseThrow(() -> failure);
                    command.getErr().println("kafka-fetch: " + error.getMessage());
                    return error.exitCode();
                });
    }

    /** One line, and where to read more. Only who gives no argument at all is told everything. */
    private static int tellWrongUsage(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        String what = String.valueOf(wrong.getMessage())
                .replaceFirst(" is not an? (int|long)$", " is not a whole number, or too large")
                .replaceFirst(" is not an? (double|float)$", " is not a number");
        err.println("kafka-fetch: " + what + "; see " + command.getCommandSpec().qualifiedName() + " --help");
        UnmatchedArgumentException.printSuggestions(wrong, err);
        if (arguments.length == 0) {
            err.println();
            command.usage(err);
        }
        return UserError.USAGE;
    }

    /** The version Maven built, from the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"kafka-fetch " + text()};
        }

        static String text() {
            String version = Main.class.getPackage().getImplementationVersion();
            return version == null ? "(not packaged)" : version;
        }
    }
}
