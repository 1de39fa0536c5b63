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
        tree.commands()
                .forEach(command ->
                        command(lines, program, command, "__fish_use_subcommand", "__fish_seen_subcommand_from "));
        return lines.toString();
    }

    /**
     * Of one command and those below it.
     *
     * @param here the condition under which it can be written
     * @param seen the condition, but for a name, under which its options can be
     */
    private static void command(StringBuilder lines, String program, CommandLine command, String here, String seen) {
        CommandSpec spec = command.getCommandSpec();
        String behind = seen + spec.name();
        lines.append("complete -c ")
                .append(program)
                .append(" -n ")
                .append(here.contains(" ") ? quoted(here) : here)
                .append(" -a ")
                .append(spec.name())
                .append(" -d ")
                .append(quoted(CommandTree.summary(spec)))
                .append('\n');
        for (OptionSpec option : spec.options()) {
            lines.append("complete -c ").append(program).append(" -n ").append(quoted(behind));
            for (String name : option.names()) {
                lines.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^--?", ""));
            }
            lines.append(option.arity().max() > 0 ? " -r" : "")
                    .append(" -d ")
                    .append(quoted(ManPage.text(option)))
                    .append('\n');
        }
        CommandTree.commands(command)
                .forEach(
                        below -> command(lines, program, below, behind, behind + "; and __fish_seen_subcommand_from "));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
