package io.kafkafetch.bootstrap;

import static java.util.Objects.requireNonNull;

import io.kafkafetch.bootstrap.cli.Commands;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What a command line gave that was run in this JVM, without colours and in 80 columns. */
public record CommandRun(int exit, String out, String err) {

    /** How wide a screen is that help has to fit. */
    public static final int COLUMNS = 80;

    /** Runs a command line. */
    public static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Commands.line(Main.class)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpAutoWidth(false)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new CommandRun(exit, out.toString(), err.toString());
    }

    /** The command at the end of these names; the program itself where there are none, blank ones among them. */
    public static CommandLine command(String... names) {
        CommandLine command = Commands.line(Main.class);
        for (String name : names) {
            if (!name.isBlank()) {
                command = requireNonNull(command.getSubcommands().get(name), name);
            }
        }
        return command;
    }
}
