package io.kafkafetch.bootstrap.process;

import io.kafkafetch.adapters.console.text.DisplayText;
import io.kafkafetch.bootstrap.manual.Spelling;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** How a command reports an error of the user's: in one line on standard error, and by its exit code. */
public final class OneLineErrors {

    private OneLineErrors() {}

    /** The same command line, which reports errors so. */
    public static CommandLine on(CommandLine commandLine) {
        return commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(OneLineErrors::wrongUsage)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (UnwritableOutputException.isClosedByItsReader(failure)) {
                        return Output.CLOSED_BY_ITS_READER;
                    }
                    UserError error = UserError.in(failure).orElseThrow(() -> failure);
                    error.lines()
                            .forEach(line -> command.getErr().println("kafka-fetch: " + DisplayText.oneLine(line)));
                    return error.exitCode();
                });
    }

    /** One line, and where to read more. The whole help follows only where no argument was given. */
    private static int wrongUsage(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        String what = String.valueOf(wrong.getMessage())
                .replaceFirst(" is not an? (int|long)$", " is not a whole number, or too large")
                .replaceFirst(" is not an? (double|float)$", " is not a number");
        String help = command.getCommandSpec().qualifiedName() + " --help";
        err.println("kafka-fetch: " + DisplayText.oneLine(what)
                + meant(wrong).map(name -> ": did you mean " + name + "?").orElse("") + "; see " + help);
        if (arguments.length == 0) {
            err.println();
            command.usage(err);
        }
        return UserError.USAGE;
    }

    /** The option or command that was meant by the first one that there is not. */
    private static Optional<String> meant(ParameterException wrong) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
            return Optional.empty();
        }
        CommandLine command = wrong.getCommandLine();
        String written = unmatched.getUnmatched().getFirst().replaceFirst("=.*", "");
        return written.startsWith("-")
                ? Spelling.nearest(
                        written, command.getCommandSpec().optionsMap().keySet())
                : Spelling.nearest(
                        written,
                        command.getSubcommands().entrySet().stream()
                                .filter(named -> !named.getValue()
                                        .getCommandSpec()
                                        .usageMessage()
                                        .hidden())
                                .map(Map.Entry::getKey)
                                .toList());
    }
}
