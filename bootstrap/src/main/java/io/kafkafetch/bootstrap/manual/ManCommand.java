package io.kafkafetch.bootstrap.manual;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a manual page. */
@Command(
        name = "man",
        header = "Print the manual page of kafka-fetch, or of one of its commands.%n",
        footer = {
            "Examples:",
            "  kafka-fetch man analyze | man -l -",
            "  kafka-fetch man > /usr/local/share/man/man1/kafka-fetch.1"
        })
public final class ManCommand implements Runnable {

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command to describe.")
    private List<String> command = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        CommandSpec own = requireNonNull(spec);
        CommandTree tree = CommandTree.around(own);
        CommandLine described = tree.command(command);
        PrintWriter out = own.commandLine().getOut();
        out.print(ManPage.of(described, tree));
        out.flush();
    }
}
