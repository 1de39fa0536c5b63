package io.kafkafetch.bootstrap.kafka;

import io.kafkafetch.bootstrap.ChildJvm;
import io.kafkafetch.bootstrap.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A command in a process of its own that is configured by its environment alone, as the documentation says it. */
record SecuredService(Process process, Path log) implements AutoCloseable {

    static SecuredService start(Map<String, String> environment, String... arguments) throws IOException {
        Path log = Files.createTempFile("kafka-fetch-secured", ".log");
        Map<String, String> variables = new TreeMap<>(environment);
        variables.putIfAbsent("HTTP_PORT", "-1");
        Process process = ChildJvm.builder(variables, Main.class, arguments)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new SecuredService(process, log);
    }

    /** The variables of a scenario's settings. */
    static Map<String, String> environment(Scenario scenario) {
        Map<String, String> variables = new TreeMap<>();
        scenario.settings()
                .forEach((name, value) ->
                        variables.put(variable(name.replaceFirst("^kafka-fetch\\.", "")), value.toString()));
        return variables;
    }

    private static String variable(String setting) {
        return setting.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** All it wrote so far, to standard output and standard error. */
    String said() throws IOException {
        return Files.readString(log);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    void terminate() {
        process.destroy();
    }

    int exitCode() throws Exception {
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            throw new AssertionError("it did not end:\n" + said());
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        Files.delete(log);
    }
}
