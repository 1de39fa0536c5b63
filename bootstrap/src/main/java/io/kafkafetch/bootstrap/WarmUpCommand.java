package io.kafkafetch.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.console.Terminal;
import io.kafkafetch.adapters.generator.GeneratorSettings;
import io.kafkafetch.adapters.generator.LoginGenerator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
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
    private static final int MOST_SECONDS = 90;

    @Override
    public Integer call() {
        // Where a broker on this machine cannot be reached nothing is learned; a start must not wait for that for ever.
        CompletableFuture.delayedExecutor(MOST_SECONDS, TimeUnit.SECONDS)
                .execute(() -> Runtime.getRuntime().halt(1));
        run(Main.commandLine(), "--help");
        run(Main.commandLine(), "analyze", "--help");
        byte[] logins = logins();
        for (String format : new String[] {"table", "jsonl", "json", "csv"}) {
            Terminal terminal = new Terminal(false, 80, true, true);
            Streams streams = new Streams(
                    new ByteArrayInputStream(logins), OutputStream.nullOutputStream(), true, terminal, terminal);
            run(Main.configured(new CommandLine(new AnalyzeCommand(() -> streams))), "-", "--format", format);
        }
        // The service at work, beside a broker.
        run(Main.commandLine(), "demo", "--count", String.valueOf(LOGINS), "--port", "0", "--http-port", "0");
        return 0;
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
