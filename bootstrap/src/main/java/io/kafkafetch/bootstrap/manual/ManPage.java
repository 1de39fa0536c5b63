package io.kafkafetch.bootstrap.manual;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** A manual page in the macros of man(7), of one command or of the whole program. */
final class ManPage {

    private final StringBuilder page = new StringBuilder();
    private final CommandLine command;

    private ManPage(CommandLine command) {
        this.command = command;
    }

    /** @param tree whose root's page has the exit codes */
    static String of(CommandLine command, CommandTree tree) {
        return new ManPage(command).write(tree);
    }

    /** What an option or parameter does, in one line. */
    static String text(ArgSpec argument) {
        return String.join(" ", argument.description()).replace("%%", "%");
    }

    private String write(CommandTree tree) {
        CommandSpec spec = command.getCommandSpec();
        String name = spec.qualifiedName("-");
        UsageMessageSpec usage = spec.usageMessage();
        page.append(".TH \"").append(name.toUpperCase(Locale.ROOT)).append("\" 1\n");
        section("NAME");
        line(name + " \\- ", CommandTree.summary(spec));
        section("SYNOPSIS");
        line("", synopsis());
        if (usage.description().length > 0) {
            section("DESCRIPTION");
            paragraphs(List.of(usage.description()));
        }
        List<CommandLine> commands = CommandTree.commands(command);
        if (!commands.isEmpty()) {
            section("COMMANDS");
            commands.forEach(one -> entry(one.getCommandName(), CommandTree.summary(one.getCommandSpec())));
        }
        arguments(spec);
        if (usage.footer().length > 0) {
            section("NOTES");
            page.append(".nf\n");
            List.of(usage.footer())
                    .forEach(text -> line("", text.replace("%n", "").replace("%%", "%")));
            page.append(".fi\n");
        }
        section("EXIT STATUS");
        tree.root().getCommandSpec().usageMessage().exitCodeList().forEach(this::entry);
        return page.toString();
    }

    private void arguments(CommandSpec spec) {
        if (!spec.positionalParameters().isEmpty()) {
            section("PARAMETERS");
            for (PositionalParamSpec parameter : spec.positionalParameters()) {
                entry(parameter.paramLabel(), text(parameter));
            }
        }
        section("OPTIONS");
        for (OptionSpec option : spec.options()) {
            String value = option.arity().max() > 0 ? "=" + option.paramLabel() : "";
            entry(String.join(", ", option.names()) + value, text(option));
        }
    }

    private String synopsis() {
        CommandLine.Help help = command.getHelpFactory()
                .create(command.getCommandSpec(), CommandLine.Help.defaultColorScheme(Ansi.OFF));
        return help.synopsis(0).strip();
    }

    private void paragraphs(List<String> texts) {
        for (String text : texts) {
            page.append(".PP\n");
            line("", text.replace("%n", "").replace("%%", "%"));
        }
    }

    private void section(String title) {
        page.append(".SH ").append(title).append('\n');
    }

    private void entry(String term, String text) {
        page.append(".TP\n\\fB").append(escaped(term)).append("\\fR\n");
        line("", text);
    }

    private void line(String macros, String text) {
        page.append(macros).append(escaped(text)).append('\n');
    }

    /** A dot or a quote at a line's beginning would be a macro, a backslash an escape, a hyphen no minus. */
    private static String escaped(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
