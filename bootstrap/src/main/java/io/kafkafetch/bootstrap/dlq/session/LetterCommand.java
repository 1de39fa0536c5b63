package io.kafkafetch.bootstrap.dlq.session;

import static java.util.Objects.requireNonNull;

import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.adapters.file.disk.UnusableDirectoryException;
import io.kafkafetch.bootstrap.process.KafkaRefusals;
import io.kafkafetch.bootstrap.process.Output;
import io.kafkafetch.bootstrap.process.Streams;
import io.kafkafetch.bootstrap.process.UserError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all commands about dead letters have in common: the session, and where they print to. */
public abstract class LetterCommand implements Callable<Integer> {

    private static final String AGAIN = "dlq changes nothing that it does not report, so it may be run again";

    @Mixin
    private SessionOptions session = new SessionOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public final Integer call() throws IOException, InterruptedException {
        check();
        return KafkaRefusals.asErrors(AGAIN, () -> {
            try (DlqSession open = session.open()) {
                return run(open);
            } catch (UnusableDirectoryException folder) {
                throw new UserError(UserError.UNUSABLE, "--dir: " + folder.getMessage());
            }
        });
    }

    /**
     * Looks at the options alone, before anything starts.
     *
     * @throws io.kafkafetch.bootstrap.process.UserError of wrong usage
     */
    protected abstract void check();

    /** Does it, and returns the exit code. */
    protected abstract int run(DlqSession session) throws IOException, InterruptedException;

    /** Lines for people. */
    protected final void print(List<String> lines) {
        PrintWriter out = requireNonNull(spec).commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
    }

    /** A line beside what is printed. */
    protected final void say(String line) {
        PrintWriter err = requireNonNull(spec).commandLine().getErr();
        err.println(line);
        err.flush();
    }

    /** Standard output, for bytes. */
    protected static OutputStream bytes() {
        return Output.standard(Streams.standardOutput());
    }

    protected static Terminal terminal() {
        return Terminal.ofThisProcess();
    }
}
