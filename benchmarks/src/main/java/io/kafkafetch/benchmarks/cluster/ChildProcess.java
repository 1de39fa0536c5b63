package io.kafkafetch.benchmarks.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another process of a benchmark; what it prints goes to a file. Ends with this one. */
public final class ChildProcess implements AutoCloseable {

    private static final List<String> FLAGS =
            List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");
    private static final long PATIENCE_SECONDS = 15;

    private final Process process;

    private ChildProcess(Process process) {
        this.process = process;
    }

    /** Runs this command, with these variables on top of the environment. */
    public static ChildProcess start(List<String> command, Map<String, String> environment, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            ChildProcess child = new ChildProcess(builder.start());
            Runtime.getRuntime().addShutdownHook(new Thread(child.process::destroyForcibly));
            return child;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The command that runs a main class of these benchmarks on the same Java. */
    public static List<String> java(List<String> options, String main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(FLAGS);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(arguments));
        return command;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Fails with an {@link IllegalStateException} if it has ended by itself. */
    public void check() {
        if (!process.isAlive()) {
            throw new IllegalStateException("a process ended by itself, with exit code " + process.exitValue());
        }
    }

    /** Asks it to end, as a SIGTERM does; kills it where it does not within {@value #PATIENCE_SECONDS} s. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
