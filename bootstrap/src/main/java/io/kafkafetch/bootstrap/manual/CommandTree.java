package io.kafkafetch.bootstrap.manual;

import java.util.List;
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
        return commands(root);
    }

    /** The commands below this one that are shown to people, in the order of its help. */
    static List<CommandLine> commands(CommandLine parent) {
        return parent.getSubcommands().values().stream()
                .filter(command -> !command.getCommandSpec().usageMessage().hidden())
                .distinct()
                .toList();
    }

    /** The command of these names, each below the one before; none for the program itself. */
    CommandLine command(List<String> names) {
        CommandLine command = root;
        for (String name : names) {
            command = below(command, name);
        }
        return command;
    }

    private static CommandLine below(CommandLine parent, String name) {
        CommandLine command = parent.getSubcommands().get(name);
        if (command == null) {
            Optional<String> meant = Spelling.nearest(
                    name,
                    commands(parent).stream().map(CommandLine::getCommandName).toList());
            throw new ParameterException(
                    parent,
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
