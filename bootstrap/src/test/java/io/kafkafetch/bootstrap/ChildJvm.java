package io.kafkafetch.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a main class in a JVM of its own, for what a process alone has: an environment, standard output, an end. */
public final class ChildJvm {

    private static final long BOUND_SECONDS = 60;

    private ChildJvm() {}

    /** What came of it; what it wrote to standard output is as it was. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Run(int exit, byte[] out, String err) {}

    /** Runs it to its end, with these variables and none of the project's others. */
    public static Run run(Path folder, Map<String, String> environment, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = builder(environment, main, arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("not over within " + BOUND_SECONDS + " s; it said " + Files.readString(err));
        }
        return new Run(process.exitValue(), Files.readAllBytes(out), Files.readString(err, UTF_8));
    }

    public static ProcessBuilder builder(Map<String, String> environment, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                // As the service logs, not as tests do.
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }
}
