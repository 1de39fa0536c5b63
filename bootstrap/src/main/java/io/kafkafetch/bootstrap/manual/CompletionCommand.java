package io.kafkafetch.bootstrap.manual;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands and options. */
@Command(
        name = "completion",
        header = "Print a script that lets a shell complete commands and options.%n",
        footer = {
            "Examples:",
            "  source <(kafka-fetch completion bash)      # in ~/.bashrc",
            "  source <(kafka-fetch completion zsh)       # in ~/.zshrc, after compinit",
            "  kafka-fetch completion fish > ~/.config/fish/completions/kafka-fetch.fish"
        })
public final class CompletionCommand implements Runnable {

    /** A shell that is known here. */
    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private Shell shell = Shell.BASH;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        CommandSpec own = requireNonNull(spec);
        CommandTree tree = CommandTree.around(own);
        PrintWriter out = own.commandLine().getOut();
        out.print(
                switch (shell) {
                    // picocli's script serves both.
                    case BASH, ZSH -> AutoComplete.bash(tree.root().getCommandName(), tree.root());
                    case FISH -> FishCompletion.of(tree);
                });
        out.flush();
    }
}
