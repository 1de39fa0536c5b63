package io.kafkafetch.bootstrap.cli;

import static java.util.Objects.requireNonNull;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER_HEADING;

import io.kafkafetch.bootstrap.access.TokenCommand;
import io.kafkafetch.bootstrap.analyze.AnalyzeCommand;
import io.kafkafetch.bootstrap.catalogue.SettingsTable;
import io.kafkafetch.bootstrap.check.CheckCommand;
import io.kafkafetch.bootstrap.dlq.DlqCommand;
import io.kafkafetch.bootstrap.manual.CompletionCommand;
import io.kafkafetch.bootstrap.manual.HelpCommand;
import io.kafkafetch.bootstrap.manual.ManCommand;
import io.kafkafetch.bootstrap.manual.VersionCommand;
import io.kafkafetch.bootstrap.mapping.MappingCommand;
import io.kafkafetch.bootstrap.offsets.OffsetsCommand;
import io.kafkafetch.bootstrap.process.OneLineErrors;
import io.kafkafetch.bootstrap.process.Version;
import io.kafkafetch.bootstrap.verify.VerifyCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The command line. Starts no framework by itself, so that help is there at once. */
@Command(
        name = "kafka-fetch",
        synopsisSubcommandLabel = "COMMAND",
        header = "Turns user logins from Kafka, files or HTTP into insights, each counted exactly once.%n",
        subcommands = {
            RunCommand.class,
            ConfigCommand.class,
            CheckCommand.class,
            VerifyCommand.class,
            AnalyzeCommand.class,
            MappingCommand.class,
            DlqCommand.class,
            OffsetsCommand.class,
            RollupCommand.class,
            DemoCommand.class,
            GenerateCommand.class,
            HealthCommand.class,
            TokenCommand.class,
            HelpCommand.class,
            VersionCommand.class,
            CompletionCommand.class,
            ManCommand.class
        },
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%nParameters:%n",
        footerHeading = "%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the balance is wrong, --strict found a rejection, check or verify found something,"
                    + " or something failed that should not",
            "2:wrong usage, or a setting that cannot be used",
            "3:a cluster, topic or file that cannot be used",
            "4:dlq replay stopped: too many of its first records are dead letters again, or nobody read them",
            "5:a newer run of dlq has taken over, or the group whose offsets are to be moved is active",
            "130, 143:ended by Ctrl-C or SIGTERM",
            "141:the reader of the output has gone, as with `| head`"
        })
public final class Commands {

    private Commands() {}

    /** Commands that may show the settings of `run`. */
    private static final Set<String> SHOW_SETTINGS = Set.of("run", "help", "man");

    /**
     * The command line, ready to execute.
     *
     * @param main what starts this program in a process of its own
     */
    public static CommandLine line(Class<?> main) {
        return line(main, "run");
    }

    /**
     * The command line for these arguments. The catalogue of settings takes its time to load, and a health check runs
     * every few seconds: it is loaded for commands alone that may show it.
     */
    public static CommandLine line(Class<?> main, String... arguments) {
        CommandLine commandLine = new CommandLine(new Commands()).addSubcommand(new WarmUpCommand(main));
        if (arguments.length > 0 && SHOW_SETTINGS.contains(arguments[0])) {
            requireNonNull(commandLine.getSubcommands().get("run"))
                    .getCommandSpec()
                    .usageMessage()
                    .footer(SettingsTable.help().stream()
                            .map(line -> line.replace("%", "%%"))
                            .toArray(String[]::new));
        }
        examplesFirst(commandLine);
        return OneLineErrors.on(commandLine);
    }

    /** Settings and examples are read more often than exit codes, which are the same for all commands, and those below. */
    private static void examplesFirst(CommandLine command) {
        List<String> sections = new ArrayList<>(command.getHelpSectionKeys());
        List<String> footer = List.of(SECTION_KEY_FOOTER_HEADING, SECTION_KEY_FOOTER);
        sections.removeAll(footer);
        sections.addAll(sections.indexOf(SECTION_KEY_EXIT_CODE_LIST_HEADING), footer);
        command.setHelpSectionKeys(sections);
        command.getSubcommands().values().forEach(Commands::examplesFirst);
    }
}
