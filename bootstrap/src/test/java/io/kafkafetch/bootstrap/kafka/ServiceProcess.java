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

    /** It lives too short for the optimizing compiler's code, and several threads of a collector, to pay. */
    private static final String[] QUICK = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"};

    private final Process process;
    private final Path log;

    private ServiceProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** @param options of its virtual machine, in place of those for a quick start */
    static ServiceProcess start(Map<String, Object> settings, String... options) throws IOException {
        return startCommand(settings, "run", options);
    }

    /** Another command than {@code run}. */
    static ServiceProcess startCommand(Map<String, Object> settings, String name, String... options)
            throws IOException {
        return start(command(List.of(options.length == 0 ? QUICK : options), settings, name));
    }

    /** What this class path has, which may be another version's. */
    static ServiceProcess startFrom(String classPath, Map<String, Object> settings) throws IOException {
        return start(command(List.of(QUICK), classPath, settings, "run"));
    }

    private static ServiceProcess start(ProcessBuilder command) throws IOException {
        Path log = Files.createTempFile("kafka-fetch-run", ".log");
        Process process =
                command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        return new ServiceProcess(process, log);
    }

    /** A command of the program with these settings, which are no environment's. */
    static ProcessBuilder command(Map<String, Object> settings, String... arguments) {
        return command(List.of(QUICK), settings, arguments);
    }

    private static ProcessBuilder command(List<String> options, Map<String, Object> settings, String... arguments) {
        return command(options, System.getProperty("java.class.path"), settings, arguments);
    }

    private static ProcessBuilder command(
            List<String> options, String classPath, Map<String, Object> settings, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dmicronaut.server.port=-1"));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-cp", classPath, "io.kafkafetch.bootstrap.Main"));
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
