package io.kafkafetch.bootstrap;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER_HEADING;

import io.kafkafetch.adapters.console.DisplayText;
import io.kafkafetch.bootstrap.manual.CompletionCommand;
import io.kafkafetch.bootstrap.manual.HelpCommand;
import io.kafkafetch.bootstrap.manual.ManCommand;
import io.kafkafetch.bootstrap.manual.Spelling;
import io.kafkafetch.bootstrap.manual.VersionCommand;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            HelpCommand.class,
            VersionCommand.class,
            CompletionCommand.class,
            ManCommand.class,
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
        int exit = commandLine().execute(arguments);
        // Help, say, that could not be printed: print streams keep their errors to themselves.
        System.exit(exit == 0 && System.out.checkError() ? Output.CLOSED_BY_ITS_READER : exit);
    }

    /** The command line, ready to execute; errors of the user's are one line on standard error. */
    static CommandLine commandLine() {
        CommandLine commandLine = configured(new CommandLine(new Main()));
        examplesFirst(commandLine);
        commandLine.getSubcommands().values().forEach(Main::examplesFirst);
        return commandLine;
    }

    /** Settings and examples are read more often than exit codes, which are the same for all commands. */
    private static void examplesFirst(CommandLine command) {
        List<String> sections = new ArrayList<>(command.getHelpSectionKeys());
        List<String> footer = List.of(SECTION_KEY_FOOTER_HEADING, SECTION_KEY_FOOTER);
        sections.removeAll(footer);
        sections.addAll(sections.indexOf(SECTION_KEY_EXIT_CODE_LIST_HEADING), footer);
        command.setHelpSectionKeys(sections);
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
                    command.getErr().println("kafka-fetch: " + DisplayText.oneLine(String.valueOf(error.getMessage())));
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
