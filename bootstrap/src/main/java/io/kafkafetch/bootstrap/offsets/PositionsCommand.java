package io.kafkafetch.bootstrap.offsets;

import static java.util.Objects.requireNonNull;

import io.kafkafetch.adapters.console.text.DisplayText;
import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.repositioning.GroupPositions;
import io.kafkafetch.adapters.kafka.repositioning.UnmovableGroupException;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.config.Route;
import io.kafkafetch.bootstrap.given.ConfigOption;
import io.kafkafetch.bootstrap.process.Contexts;
import io.kafkafetch.bootstrap.process.KafkaRefusals;
import io.kafkafetch.bootstrap.process.UserError;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all commands about offsets have in common: settings, the connection, and where they print to. */
abstract class PositionsCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public final Integer call() throws IOException, InterruptedException {
        check();
        KafkaFetchConfiguration configuration = KafkaFetchConfiguration.of(config.settings());
        if (configuration.route().reader() != Route.Reader.LANES) {
            throw new UserError(
                    UserError.USAGE, "offsets is about the group that reads a topic: SOURCE has to be kafka or http");
        }
        check(configuration);
        try (ApplicationContext context = Contexts.ofClients()) {
            KafkaClients clients = context.getBean(KafkaClients.class);
            clients.check();
            return KafkaRefusals.asErrors(
                    "offsets show says where the group stands", () -> run(configuration, clients));
        }
    }

    private int run(KafkaFetchConfiguration configuration, KafkaClients clients) throws InterruptedException {
        try (GroupPositions positions = new GroupPositions(clients, configuration.pipeline())) {
            return run(new PositionSession(configuration, clients, positions));
        } catch (UnmovableGroupException unmovable) {
            throw new UserError(UserError.FENCED, unmovable.getMessage());
        }
    }

    /**
     * Looks at the options alone, before anything starts.
     *
     * @throws UserError of wrong usage
     */
    protected abstract void check();

    /**
     * Looks at the settings, before anything starts.
     *
     * @throws UserError where the command can do nothing with them
     */
    protected abstract void check(KafkaFetchConfiguration configuration);

    /** Does it, and returns the exit code. */
    protected abstract int run(PositionSession session) throws InterruptedException;

    /** Lines for people; a terminal obeys nothing in them. */
    protected final void print(List<String> lines) {
        PrintWriter out = out();
        lines.forEach(out::println);
        out.flush();
    }

    /** A line beside what is printed. */
    protected final void say(String line) {
        PrintWriter err = requireNonNull(spec).commandLine().getErr();
        err.println(DisplayText.oneLine(line));
        err.flush();
    }

    protected final PrintWriter out() {
        return requireNonNull(spec).commandLine().getOut();
    }

    protected static Terminal terminal() {
        return Terminal.ofThisProcess();
    }
}
