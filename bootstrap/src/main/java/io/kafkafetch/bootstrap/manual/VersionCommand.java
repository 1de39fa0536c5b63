package io.kafkafetch.bootstrap.manual;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code version}, as {@code --version}. */
@Command(name = "version", header = "Print the version.%n")
public final class VersionCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        CommandSpec own = requireNonNull(spec);
        PrintWriter out = own.commandLine().getOut();
        own.root()
                .commandLine()
                .printVersionHelp(out, own.commandLine().getColorScheme().ansi());
        out.flush();
    }
}
