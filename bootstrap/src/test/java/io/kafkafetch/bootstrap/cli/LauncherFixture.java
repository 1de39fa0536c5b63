package io.kafkafetch.bootstrap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the launcher {@code kafka-fetch} in a folder of its own, with JDKs and a Maven wrapper that are stubs: a stub's
 * {@code java} prints who it is and its arguments.
 */
abstract class LauncherFixture {

    private static final Path LAUNCHER = Path.of("..", "kafka-fetch");

    /** All that the launcher may call; no java among it. */
    private static final List<String> TOOLS =
            List.of("sh", "cat", "find", "ln", "mkdir", "mv", "pwd", "readlink", "rm", "sleep", "touch", "tr");

    static final int USAGE = 2;
    static final int NO_JDK = 69;
    static final int BUILD_FAILED = 70;

    @TempDir
    Path temp;

    Path project;
    Path path;
    Path jdks;

    /** What a run of the launcher gave. */
    record Run(int exit, String out, String err) {}

    @BeforeEach
    void makeAProjectThatIsBuilt() throws IOException {
        project = Files.createDirectories(temp.resolve("a project"));
        path = Files.createDirectories(temp.resolve("bin"));
        jdks = Files.createDirectories(temp.resolve("usual jdks"));
        for (String tool : TOOLS) {
            Path found = Stream.of("/bin", "/usr/bin")
                    .map(folder -> Path.of(folder, tool))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
            script(path.resolve(tool), "exec " + found + " \"$@\"\n"); // a link out of the folder makes JUnit warn
        }
        Files.copy(LAUNCHER, project.resolve("kafka-fetch"));
        executable(project.resolve("kafka-fetch"));
        write(project.resolve("pom.xml"), "<project/>");
        write(source(), "class Main {}");
        script(project.resolve("mvnw"), """
                echo "maven runs"
                echo "built with $JAVA_HOME: $*" >>builds
                mkdir -p bootstrap/target/app/lib
                : >bootstrap/target/app/lib/bootstrap-1.jar
                """);
        write(jar(), "");
        write(warmed(), "");
        age(project.resolve("pom.xml"), 60);
        age(source(), 60);
        age(sources(), 60);
    }

    Path warmed() {
        return project.resolve("target/launcher/warmed");
    }

    Path cache() throws IOException {
        return project.toRealPath().resolve("bootstrap/target/app/start.aot");
    }

    Run launch(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("sh", project.resolve("kafka-fetch").toString()));
        command.addAll(List.of(arguments));
        return launchWithInput("", command, environment);
    }

    Run launchWithInput(String input, List<String> command, Map<String, String> environment) throws Exception {
        Process process = start(command, environment);
        try (var in = process.outputWriter()) {
            in.write(input);
        } catch (IOException closed) {
            // the stub's java doesn't read it
        }
        return finish(process);
    }

    Process start(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(temp.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", path.toString());
        builder.environment().put("HOME", temp.resolve("home").toString());
        builder.environment().put("KAFKA_FETCH_JDK_FOLDERS", temp.resolve("nowhere") + ":" + jdks);
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Its output is a few lines, which a pipe holds until they are read. */
    static Run finish(Process process) throws Exception {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Run(
                process.exitValue(),
                new String(process.getInputStream().readAllBytes(), UTF_8),
                new String(process.getErrorStream().readAllBytes(), UTF_8));
    }

    static Path jdk(Path home, String version) throws IOException {
        write(
                home.resolve("release"),
                "IMPLEMENTOR=\"Stub\"\nJAVA_VERSION=\"" + version + "\"\nJAVA_VERSION_DATE=\"x\"\n");
        script(home.resolve("bin/java"), "printf '%s\\n' '" + home.getFileName() + "' \"$@\"\n");
        script(home.resolve("bin/javac"), "exit 1\n");
        return home;
    }

    Path jar() {
        return project.resolve("bootstrap/target/app/lib/bootstrap-1.jar");
    }

    Path source() {
        return sources().resolve("Main.java");
    }

    Path sources() {
        return project.resolve("bootstrap/src/main");
    }

    List<String> builds() throws IOException {
        return Files.readAllLines(project.resolve("builds"));
    }

    static void script(Path file, String body) throws IOException {
        write(file, "#!/bin/sh\n" + body);
        executable(file);
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static void age(Path file, long seconds) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
    }
}
