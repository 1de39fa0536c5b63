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

/** {@code help COMMAND}, as {@code COMMAND --help}. */
@Command(name = "help", header = "Show the help of kafka-fetch, or of one of its commands.%n")
public final class HelpCommand implements Runnable {

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command to explain.")
    private List<String> command = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        CommandSpec own = requireNonNull(spec);
        CommandTree tree = CommandTree.around(own);
        CommandLine explained = tree.command(command);
        PrintWriter out = own.commandLine().getOut();
        explained.usage(out, own.commandLine().getColorScheme());
        out.flush();
    }
}
