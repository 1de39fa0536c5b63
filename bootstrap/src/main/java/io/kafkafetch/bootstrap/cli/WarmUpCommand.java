package io.kafkafetch.bootstrap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.adapters.generator.GeneratorSettings;
import io.kafkafetch.adapters.generator.LoginGenerator;
import io.kafkafetch.bootstrap.analyze.AnalyzeCommand;
import io.kafkafetch.bootstrap.process.OneLineErrors;
import io.kafkafetch.bootstrap.process.Streams;
import io.kafkafetch.bootstrap.process.UserError;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import io.micronaut.context.ApplicationContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Goes through what must start quickly, so that the JVM can keep what it has learned (JEP 514): the launcher runs this
 * once after a build, and keeps what it prints to itself.
 */
@Command(name = "warm-up", hidden = true, header = "Used by the launcher.%n")
final class WarmUpCommand implements Callable<Integer> {

    private static final int LOGINS = 10_000;
    private static final int BATCH_SIZE = 50;
    private static final int MOST_SECONDS = 90;
    private static final Duration STEP = Duration.ofMillis(50);

    private final Class<?> main;

    /** @param main starts this program in a process of its own */
    WarmUpCommand(Class<?> main) {
        this.main = main;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        // Where a broker on this machine cannot be reached nothing is learned; a start must not wait for that for ever.
        CompletableFuture.delayedExecutor(MOST_SECONDS, TimeUnit.SECONDS).execute(() -> {
            ProcessHandle.current().children().forEach(ProcessHandle::destroy);
            Runtime.getRuntime().halt(1);
        });
        run(Commands.line(main), "--help");
        run(Commands.line(main), "analyze", "--help");
        byte[] logins = logins();
        for (String format : new String[] {"table", "jsonl", "json", "csv"}) {
            Terminal terminal = new Terminal(false, 80, true, true);
            Streams streams = new Streams(
                    new ByteArrayInputStream(logins), OutputStream.nullOutputStream(), true, terminal, terminal);
            run(OneLineErrors.on(new CommandLine(new AnalyzeCommand(() -> streams))), "-", "--format", format);
        }
        serve();
        return 0;
    }

    /**
     * The service at work. The broker is that of a demo in a process of its own: every later start would have its classes
     * in memory, a quarter of all.
     */
    private void serve() throws IOException, InterruptedException {
        int port = freePort();
        Process demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        "demo",
                        "--rate=" + LOGINS / 2,
                        "--count=" + LOGINS / 2 * MOST_SECONDS, // it ends by itself, should nobody end it
                        "--port=" + port,
                        "--http-port=0")
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT)
                .start();
        try (ApplicationContext service = DemoCommand.service("localhost:" + port, "warm-up", BATCH_SIZE, 0)) {
            ServiceRun.serve(service, why -> new UserError(UserError.UNUSABLE, "no port is free"));
            Search consumed = service.getBean(MeterRegistry.class).find("login.events.consumed");
            // Where the demo has ended there is nothing more to learn; what was learned is kept.
            while (demo.isAlive()
                    && (consumed.counter() == null || consumed.counter().count() < LOGINS)) {
                Thread.sleep(STEP);
            }
        } finally {
            demo.destroy();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void run(CommandLine command, String... arguments) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        command.setOut(nowhere).setErr(nowhere).execute(arguments);
    }

    private static byte[] logins() {
        LoginGenerator generator = new LoginGenerator(GeneratorSettings.forLines());
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int i = 0; i < LOGINS; i++) {
            byte[] value = generator.next().value();
            lines.writeBytes(value == null ? new byte[0] : value);
            lines.writeBytes("\n".getBytes(UTF_8));
        }
        return lines.toByteArray();
    }
}
