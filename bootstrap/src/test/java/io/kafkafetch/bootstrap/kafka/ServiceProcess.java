package io.kafkafetch.bootstrap.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code kafka-fetch run} as a process of its own, to be ended as an operating system ends processes. */
final class ServiceProcess implements AutoCloseable {

    private final Process process;
    private final Path log;

    private ServiceProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** @param options of its virtual machine */
    static ServiceProcess start(Map<String, Object> settings, String... options) throws IOException {
        return startCommand(settings, "run", options);
    }

    /** Another command than {@code run}. */
    static ServiceProcess startCommand(Map<String, Object> settings, String name, String... options)
            throws IOException {
        Path log = Files.createTempFile("kafka-fetch-run", ".log");
        ProcessBuilder command = command(settings, name);
        command.command().addAll(1, List.of(options));
        Process process =
                command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        return new ServiceProcess(process, log);
    }

    /** A command of the program with these settings, which are no environment's. */
    static ProcessBuilder command(Map<String, Object> settings, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dmicronaut.server.port=-1"));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.kafkafetch.bootstrap.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** {@code kill}, that is SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** {@code kill -STOP}: it stands still, and knows nothing of it. */
    void freeze() throws Exception {
        signal("STOP");
    }

    /** {@code kill -CONT}: it goes on. */
    void thaw() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** Waits for the process to end within this time, and returns its exit code. */
    int exitCode(int seconds) throws Exception {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("the service did not end within " + seconds + " s:\n" + log());
        }
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** All it wrote so far. */
    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws IOException {
        kill();
        Files.delete(log);
    }
}
