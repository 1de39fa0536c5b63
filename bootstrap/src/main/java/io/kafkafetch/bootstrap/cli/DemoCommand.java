package io.kafkafetch.bootstrap.cli;

import io.kafkafetch.adapters.broker.BrokerLibraries;
import io.kafkafetch.adapters.broker.EmbeddedBroker;
import io.kafkafetch.adapters.console.ConsoleView;
import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.bootstrap.config.LogFormat;
import io.kafkafetch.bootstrap.process.Contexts;
import io.kafkafetch.bootstrap.process.FileName;
import io.kafkafetch.bootstrap.process.UserError;
import io.micronaut.context.ApplicationContext;
import java.io.PrintStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everything at once, on this machine alone: a broker, logins, the service, and its results. */
@Command(
        name = "demo",
        header = "See it work: a real Kafka broker, generated logins and their insights, in one process.%n",
        description = {
            "Needs nothing but this program. Meanwhile other clients reach the broker at localhost, port 29092, and find"
                    + " the topics user-login, insights and user-login-dlq there. Settings of the environment are not"
                    + " used. A live page of what happens is at http://127.0.0.1:8080/ meanwhile. The logins are of the last"
                    + " days, which pass quickly, and then of now.",
            "With --count it ends by itself, once every login is accounted for, and prints a balance: exit code 0 if it"
                    + " balances, 1 if it does not. Without, Ctrl-C ends it."
        },
        footer = {
            "Examples:",
            "  kafka-fetch demo",
            "  kafka-fetch demo --count 20000 --seed 7 --corrupt 3",
            "  kafka-fetch demo --rate 5000 --data-dir demo-data --port 0 --http-port 0"
        })
final class DemoCommand implements Callable<Integer> {

    private static final String GROUP = "kafka-fetch";

    @Option(names = "--count", paramLabel = "N", description = "End after N generated records are accounted for.")
    private @Nullable Long count;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Records a second; 0 for as fast as possible. Default: 200, or 0 with --count.")
    private @Nullable Double rate;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "Accepted logins a batch (${DEFAULT-VALUE}).",
            defaultValue = "50")
    private int batchSize;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where other clients reach the broker; 0 for any free port (${DEFAULT-VALUE}).",
            defaultValue = "29092")
    private int port;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description = "Where the live page is, on this machine alone; 0 for any free port (${DEFAULT-VALUE}).",
            defaultValue = "8080")
    private int httpPort;

    @Option(
            names = "--data-dir",
            paramLabel = "DIRECTORY",
            description =
                    "Keep the broker's data here, and continue with it next time. Default: a temporary directory.")
    private @Nullable String dataDirectory;

    @Mixin
    private final GeneratorOptions generator = new GeneratorOptions();

    private final CountDownLatch stopped = new CountDownLatch(1);

    @Override
    public Integer call() throws Exception {
        BrokerLibraries.require();
        check();
        LogFormat.check();
        quietLog();
        Thread main = Thread.currentThread();
        PrintStream err = System.err;
        Thread onSignal = Thread.ofPlatform().name("kafka-fetch-shutdown").unstarted(() -> end(main));
        Runtime.getRuntime().addShutdownHook(onSignal);
        try (EmbeddedBroker broker = dataDirectory == null
                        ? EmbeddedBroker.startTemporary(port)
                        : EmbeddedBroker.start(FileName.of("--data-dir", dataDirectory), port);
                ApplicationContext service = service(broker.bootstrapServers(), GROUP, batchSize, httpPort);
                ConsoleView view = ConsoleView.ofThisProcess()) {
            URI page = ServiceRun.serve(service, this::refused).getURI();
            System.out.println("The live page: " + page);
            if (Terminal.ofStandardError().live()) {
                System.setErr(view.beside(err));
            }
            DemoRun run = new DemoRun(service, generator, count, rate(), view, page);
            return run.toItsEnd() ? 0 : 1;
        } catch (InterruptedException ctrlC) {
            return 0;
        } finally {
            System.setErr(err);
            System.out.flush(); // after this the JVM may end
            stopped.countDown();
            forget(onSignal);
        }
    }

    /** A demo that has ended by itself is none of the JVM's business when that ends. */
    private static void forget(Thread onSignal) {
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException ending) {
            // it runs already
        }
    }

    /**
     * The service as `run` would start it, but for what the environment says: the demo is the same everywhere.
     *
     * @param httpPort 0 for any free one
     */
    static ApplicationContext service(String bootstrapServers, String groupId, int batchSize, int httpPort) {
        return Contexts.builder()
                .environmentPropertySource(false)
                .properties(Map.of(
                        "kafka.bootstrap.servers",
                        bootstrapServers,
                        "kafka-fetch.group-id",
                        groupId,
                        "kafka-fetch.create-topics",
                        true,
                        "kafka-fetch.rollups",
                        "on",
                        "kafka-fetch.batch-size",
                        batchSize,
                        "kafka-fetch.batch-max-age",
                        "1s",
                        "micronaut.server.host",
                        "127.0.0.1",
                        "micronaut.server.port",
                        httpPort == 0 ? -1 : httpPort))
                .start();
    }

    private UserError refused(Optional<String> why) {
        return new UserError(
                UserError.UNUSABLE,
                "the live page cannot be served at 127.0.0.1:" + httpPort
                        + why.map(text -> " (" + text + ")").orElse("")
                        + ": set --http-port to another port, or to 0 for any free one");
    }

    /** What is redrawn in place must not be written into; whoever wants the log sets LOG_LEVEL, and redirects it. */
    private static void quietLog() {
        if (System.getenv("LOG_LEVEL") == null) {
            System.setProperty("LOG_LEVEL", "ERROR"); // before anything logs: logback reads it once
        }
    }

    /** On Ctrl-C the main thread closes everything in order; the JVM waits for it here. */
    private void end(Thread main) {
        main.interrupt();
        try {
            stopped.await();
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
    }

    private double rate() {
        if (rate != null) {
            return rate;
        }
        return count == null ? 200 : 0;
    }

    private void check() {
        if (count != null && count < 1) {
            throw new UserError(UserError.USAGE, "--count=" + count + " cannot be used: expected 1 or more");
        }
        if (!(rate() >= 0)) {
            throw new UserError(UserError.USAGE, "--rate=" + rate + " cannot be used: expected 0 or more");
        }
        checkPort("--port", port);
        checkPort("--http-port", httpPort);
    }

    private static void checkPort(String option, int port) {
        if (port < 0 || port > 65_535) {
            throw new UserError(UserError.USAGE, option + "=" + port + " cannot be used: expected 0 to 65535");
        }
    }
}
