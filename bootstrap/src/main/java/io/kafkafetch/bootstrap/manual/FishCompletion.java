package io.kafkafetch.bootstrap.manual;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completions for fish, a line each. */
final class FishCompletion {

    private FishCompletion() {}

    static String of(CommandTree tree) {
        String program = tree.root().getCommandName();
        StringBuilder lines = new StringBuilder("# Completions of " + program + " for fish.\n");
        lines.append("complete -c ").append(program).append(" -n __fish_use_subcommand -f\n");
        for (CommandLine command : tree.commands()) {
            CommandSpec spec = command.getCommandSpec();
            lines.append("complete -c ")
                    .append(program)
                    .append(" -n __fish_use_subcommand -a ")
                    .append(spec.name())
                    .append(" -d ")
                    .append(quoted(CommandTree.summary(spec)))
                    .append('\n');
            for (OptionSpec option : spec.options()) {
                lines.append("complete -c ")
                        .append(program)
                        .append(" -n '__fish_seen_subcommand_from ")
                        .append(spec.name())
                        .append('\'');
                for (String name : option.names()) {
                    lines.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^--?", ""));
                }
                lines.append(option.arity().max() > 0 ? " -r" : "")
                        .append(" -d ")
                        .append(quoted(ManPage.text(option)))
                        .append('\n');
            }
        }
        return lines.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
