package io.kafkafetch.bootstrap.manual;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The commands beside one of this package, and their parent. */
final class CommandTree {

    private final CommandLine root;

    private CommandTree(CommandLine root) {
        this.root = root;
    }

    /** Of the command line that this command belongs to. */
    static CommandTree around(CommandSpec command) {
        return new CommandTree(command.root().commandLine());
    }

    CommandLine root() {
        return root;
    }

    /** The commands that are shown to people, in the order of the help. */
    List<CommandLine> commands() {
        return root.getSubcommands().values().stream()
                .filter(command -> !command.getCommandSpec().usageMessage().hidden())
                .distinct()
                .toList();
    }

    /** The command of this name. */
    CommandLine command(String name) {
        Map<String, CommandLine> commands = root.getSubcommands();
        CommandLine command = commands.get(name);
        if (command == null) {
            Optional<String> meant = Spelling.nearest(
                    name, commands().stream().map(CommandLine::getCommandName).toList());
            throw new ParameterException(
                    root,
                    "There is no command '" + name + "'"
                            + meant.map(near -> ": did you mean '" + near + "'?")
                                    .orElse(""));
        }
        return command;
    }

    /** What a command does, in one line without a full stop. */
    static String summary(CommandSpec command) {
        return String.join(" ", command.usageMessage().header())
                .replace("%n", "")
                .strip()
                .replaceFirst("\\.$", "");
    }
}
