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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs the launcher {@code kafka-fetch} in a folder of its own, with JDKs and a Maven wrapper that are stubs: a stub's
 * {@code java} prints who it is and its arguments.
 */
class LauncherTest {

    private static final Path LAUNCHER = Path.of("..", "kafka-fetch");

    /** All that the launcher may call; no java among it. */
    private static final List<String> TOOLS =
            List.of("sh", "cat", "find", "ln", "mkdir", "mv", "pwd", "readlink", "rm", "sleep", "touch", "tr");

    private static final int NO_JDK = 69;
    private static final int BUILD_FAILED = 70;

    @TempDir
    Path temp;

    private Path project;
    private Path path;
    private Path jdks;

    /** What a run of the launcher gave. */
    private record Run(int exit, String out, String err) {}

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

    @Test
    void withoutAJdkItSaysInOneLineWhatToInstall() throws Exception {
        jdk(jdks.resolve("jdk-17"), "17.0.15");
        Files.createDirectories(jdks.resolve("empty"));

        Run run = launch(Map.of());

        assertThat(run.exit()).isEqualTo(NO_JDK);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1).contains("JDK 25 or newer", "adoptium.net", "KAFKA_FETCH_JAVA_HOME");
    }

    @Test
    void aJdk25OfTheUsualFoldersServesWhereThePathsJavaIsOlder() throws Exception {
        Path old = jdk(temp.resolve("jdk-17"), "17.0.15");
        Files.createSymbolicLink(path.resolve("java"), old.resolve("bin/java"));
        jdk(jdks.resolve("jdk-25"), "25.0.3");

        Run run = launch(Map.of("JAVA_HOME", old.toString()));

        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("jdk-25\n");
    }

    @Test
    void theExplicitJdkGoesBeforeJavaHomeBeforeThePathBeforeTheUsualFolders() throws Exception {
        jdk(jdks.resolve("jdk-25"), "25.0.3");
        assertThat(launch(Map.of()).out()).startsWith("jdk-25\n");

        Path onPath = jdk(temp.resolve("on-path"), "25");
        Files.createSymbolicLink(path.resolve("java"), onPath.resolve("bin/java"));
        assertThat(launch(Map.of()).out()).startsWith("on-path\n");

        Path home = jdk(temp.resolve("java home"), "26-ea");
        assertThat(launch(Map.of("JAVA_HOME", home.toString())).out()).startsWith("java home\n");

        Path explicit = jdk(temp.resolve("explicit"), "25.0.1");
        assertThat(launch(Map.of("JAVA_HOME", home.toString(), "KAFKA_FETCH_JAVA_HOME", explicit.toString()))
                        .out())
                .startsWith("explicit\n");
    }

    @Test
    void exactlyTheWantedVersionGoesBeforeNewerOnes() throws Exception {
        jdk(jdks.resolve("a-27"), "27-ea");
        assertThat(launch(Map.of()).out()).startsWith("a-27\n");

        jdk(jdks.resolve("b-25"), "25.0.3");
        assertThat(launch(Map.of()).out()).startsWith("b-25\n");
    }

    @Test
    void anExplicitJdkThatIsTooOldIsAnErrorAndNotPassedOver() throws Exception {
        jdk(jdks.resolve("jdk-25"), "25.0.3");
        Path old = jdk(temp.resolve("jdk-8"), "1.8.0_402");

        Run run = launch(Map.of("KAFKA_FETCH_JAVA_HOME", old.toString()));

        assertThat(run.exit()).isEqualTo(NO_JDK);
        assertThat(run.err()).hasLineCount(1).contains("KAFKA_FETCH_JAVA_HOME=" + old);
    }

    @Test
    void theArgumentsReachTheApplicationAsTheyAre() throws Exception {
        jdk(jdks.resolve("jdk-25"), "25.0.3");

        Run run = launch(Map.of("KAFKA_FETCH_JAVA_OPTS", "-Xmx1g *"), "run", "a b", "", "*", "$HOME");

        assertThat(run.out().lines().skip(1))
                .containsSubsequence("-Xmx1g", "*", "-cp")
                .endsWith("io.kafkafetch.bootstrap.Main", "run", "a b", "", "*", "$HOME");
        assertThat(run.out()).contains("-cp\n" + project.toRealPath().resolve("bootstrap/target/app/lib") + "/*\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void theApplicationsExitCodeAndStandardInputAreTheLaunchers() throws Exception {
        Path jdk = jdk(jdks.resolve("jdk-25"), "25.0.3");
        script(jdk.resolve("bin/java"), "cat\nexit 42\n");
        Files.delete(jar()); // also behind a build, which must not eat the input

        Run run = launchWithInput(
                "a line\n", List.of("sh", project.resolve("kafka-fetch").toString()), Map.of());

        assertThat(run.exit()).isEqualTo(42);
        assertThat(run.out()).isEqualTo("a line\n");
    }

    @Test
    void itWorksThroughSymbolicLinksAndByNameAlone() throws Exception {
        jdk(jdks.resolve("jdk-25"), "25.0.3");
        Path link = Files.createSymbolicLink(path.resolve("kf"), Path.of("../a project/kafka-fetch"));
        Path linkOfLink = Files.createSymbolicLink(temp.resolve("kf2"), link);

        assertThat(launchWithInput("", List.of(linkOfLink.toString()), Map.of()).exit())
                .isZero();
        assertThat(launchWithInput("", List.of("sh", "-c", "cd '" + project + "' && sh kafka-fetch"), Map.of())
                        .exit())
                .isZero();
    }

    @Test
    void whatIsMissingIsBuiltOnceWithTheJdkFound() throws Exception {
        Path jdk = jdk(jdks.resolve("jdk-25"), "25.0.3");
        Files.delete(jar());
        Files.delete(jar().getParent());

        Run first = launch(Map.of());
        Run second = launch(Map.of());

        assertThat(first.exit()).isZero();
        assertThat(first.out()).startsWith("jdk-25\n").doesNotContain("maven");
        assertThat(first.err())
                .isEqualTo("Building kafka-fetch (first start, about a minute), log in "
                        + project.toRealPath().resolve("target/launcher/build.log") + "\n");
        assertThat(second.err()).isEmpty();
        assertThat(builds()).hasSize(1).first().asString().startsWith("built with " + jdk + ": ");
    }

    @Test
    void aBuildSaysWhichModuleItIsAt() throws Exception {
        jdk(jdks.resolve("jdk-25"), "25.0.3");
        Files.delete(jar());
        script(project.resolve("mvnw"), """
                echo "[INFO] Building domain 1.0.0-SNAPSHOT                                  [2/5]"
                echo "[INFO] Building jar: x.jar"
                echo "[INFO] Building adapters 1.0.0-SNAPSHOT                                [4/5]"
                echo "[ERROR] a semicolon is missing"
                exit 1
                """);

        assertThat(launch(Map.of()).err().lines().skip(1))
                .containsExactly(
                        "  [2/5] domain",
                        "  [4/5] adapters",
                        "[ERROR] a semicolon is missing",
                        "kafka-fetch: the build failed (see above)");
    }

    @Test
    void aSourceThatIsYoungerIsBuiltAgainAndADeletedOneToo() throws Exception {
        jdk(jdks.resolve("jdk-25"), "25.0.3");
        assertThat(launch(Map.of()).err()).isEmpty();

        age(source(), -60);
        assertThat(launch(Map.of()).err()).contains("Building");
        age(source(), 60);
        assertThat(launch(Map.of()).err()).isEmpty();

        Files.delete(source());
        age(sources(), -60);
        assertThat(launch(Map.of()).err()).contains("Building");
        assertThat(builds()).hasSize(2);
    }

    /** Maven leaves a jar as it is where its content is the same: only the launcher's stamp is younger then. */
    @Test
    void aBuildThatChangedNothingIsNotRepeated() throws Exception {
        jdk(jdks.resolve("jdk-25"), "25.0.3");
        script(project.resolve("mvnw"), "echo built >>builds\n");
        age(jar(), 60);
        age(source(), 30);

        assertThat(launch(Map.of()).err()).contains("Building");
        assertThat(launch(Map.of()).err()).isEmpty();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void aFailedBuildShowsWhatMavenSaidAndIsTriedAgain() throws Exception {
        jdk(jdks.resolve("jdk-25"), "25.0.3");
        Files.delete(jar());
        script(project.resolve("mvnw"), "echo 'a semicolon is missing'\nexit 1\n");

        for (int attempt = 0; attempt < 2; attempt++) {
            Run run = launch(Map.of());

            assertThat(run.exit()).isEqualTo(BUILD_FAILED);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("Building", "a semicolon is missing", "the build failed");
        }
    }

    @Test
    void aRuntimeWithoutACompilerRunsButDoesNotBuild() throws Exception {
        Path runtime = jdk(jdks.resolve("jre-25"), "25.0.3");
        Files.delete(runtime.resolve("bin/javac"));
        assertThat(launch(Map.of()).out()).startsWith("jre-25\n");

        Files.delete(jar());
        assertThat(launch(Map.of()).exit()).isEqualTo(NO_JDK);
    }

    @Test
    void twoLaunchersBuildOnce() throws Exception {
        jdk(jdks.resolve("jdk-25"), "25.0.3");
        Files.delete(jar());
        script(project.resolve("mvnw"), """
                echo built >>builds
                sleep 2
                mkdir -p bootstrap/target/app/lib
                : >bootstrap/target/app/lib/bootstrap-1.jar
                """);

        Process one = start(List.of("sh", project.resolve("kafka-fetch").toString()), Map.of());
        Process other = start(List.of("sh", project.resolve("kafka-fetch").toString()), Map.of());

        assertThat(finish(one).exit()).isZero();
        assertThat(finish(other).exit()).isZero();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void theLockOfAKilledLauncherDoesNotStandInTheWay() throws Exception {
        jdk(jdks.resolve("jdk-25"), "25.0.3");
        Files.delete(jar());
        Process gone = start(List.of("sh", "-c", "exit 0"), Map.of());
        finish(gone);
        Path lock = Files.createDirectories(project.resolve("target/launcher")).resolve("building");
        Files.createSymbolicLink(lock, Path.of(Long.toString(gone.pid())));

        assertThat(launch(Map.of()).exit()).isZero();
        assertThat(Files.isSymbolicLink(lock)).isFalse();
    }

    // ---- what a process is started with

    /** The stub of {@code locale} knows C.UTF-8 and de_DE, as glibc does; a locale that the system lacks is ASCII. */
    @ParameterizedTest
    @CsvSource({
        "C,,,C.UTF-8",
        "POSIX,,,C.UTF-8",
        "xx_XX.UTF-8,,,C.UTF-8",
        ",C,de_DE,C.UTF-8",
        ",,C,C.UTF-8",
        ",,,C.UTF-8",
        "C.UTF-8,,,C.UTF-8",
        ",C.UTF-8,,",
        ",,de_DE,"
    })
    void javaGetsALocaleThatKnowsEveryNameWhereTheUsersIsAscii(String all, String ctype, String lang, String expected)
            throws Exception {
        Path jdk = jdk(jdks.resolve("jdk-25"), "25.0.3");
        script(jdk.resolve("bin/java"), "echo \"${LC_ALL-}\"\n");
        Map<String, String> environment = new HashMap<>();
        Map.of(
                        "LC_ALL",
                        Optional.ofNullable(all),
                        "LC_CTYPE",
                        Optional.ofNullable(ctype),
                        "LANG",
                        Optional.ofNullable(lang))
                .forEach((name, value) -> value.ifPresent(text -> environment.put(name, text)));
        String expectedLine = Optional.ofNullable(expected).orElse("") + "\n";

        assertThat(launch(environment).out())
                .as("without `locale`")
                .isEqualTo(all != null && all.startsWith("xx") ? all + "\n" : expectedLine);

        script(path.resolve("locale"), """
                case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
                  C.UTF-8) echo UTF-8 ;;
                  de_DE) echo ISO-8859-1 ;;
                  *) echo ANSI_X3.4-1968 ;;
                esac
                """);
        assertThat(launch(environment).out()).isEqualTo(expectedLine);
    }

    /** Its number must not go to a file that the JVM opens: `cat` reads, and `echo` writes to, what java would. */
    @ParameterizedTest
    @CsvSource({
        "'cat', '<&-', 1",
        "'echo output', '>&-', 1",
        "'echo log >&2; exit 5', '2>&-', 5",
        "'exit 6', '<&- >&- 2>&-', 6"
    })
    void aClosedStreamStaysUnusable(String javaDoes, String closed, int exit) throws Exception {
        Path jdk = jdk(jdks.resolve("jdk-25"), "25.0.3");
        script(
                jdk.resolve("bin/java"),
                "for number in 0 1 2; do [ -e /dev/fd/$number ] || exit 9; done\n" + javaDoes + "\n");

        Run run = launchWithInput(
                "", List.of("sh", "-c", "sh '" + project.resolve("kafka-fetch") + "' " + closed), Map.of());

        assertThat(run.exit()).isEqualTo(exit);
        assertThat(run.out()).isEmpty();
    }

    // ---- the cache that makes starts quick

    @Test
    void aBuildIsFollowedByAWarmUpWhoseCacheEveryStartUses() throws Exception {
        Path jdk = jdk(jdks.resolve("jdk-25"), "25.0.3");
        warmable(jdk, "for o; do case $o in -XX:AOTCacheOutput=*) echo learned >\"${o#*=}\" ;; esac; done\n");
        Files.delete(jar());
        String option = "-XX:AOTCache=" + cache().toAbsolutePath().normalize();

        assertThat(launch(Map.of()).out())
                .startsWith("jdk-25\n")
                .doesNotContain("warm-up")
                .contains(option + "\n");
        assertThat(launch(Map.of(), "run").out()).contains(option + "\n").endsWith("run\n");
        assertThat(Files.readAllLines(project.resolve("warm-ups"))).hasSize(1);
        assertThat(cache()).hasContent("learned");
    }

    @Test
    void aWarmUpThatFailsIsOfNoMatter() throws Exception {
        Path jdk = jdk(jdks.resolve("jdk-25"), "25.0.3");
        warmable(jdk, "echo 'cannot write the cache' >&2; exit 1\n");
        Files.delete(jar());

        Run run = launch(Map.of());

        assertThat(run.exit()).isZero();
        assertThat(run.err()).hasLineCount(1).contains("Building");
        assertThat(run.out()).startsWith("jdk-25\n").doesNotContain("AOT");
        assertThat(cache()).doesNotExist();
    }

    @Test
    void theCacheOfAnOlderBuildIsNotKept() throws Exception {
        Path jdk = jdk(jdks.resolve("jdk-25"), "25.0.3");
        warmable(jdk, "exit 1\n");
        write(cache(), "of another build");
        age(source(), -60);

        launch(Map.of());

        assertThat(cache()).doesNotExist();
    }

    /** As after {@code mvnw package}: the JVM would run the classes that the cache holds, not those of the jars. */
    @Test
    void aCacheThatIsOlderThanAJarIsMadeAnew() throws Exception {
        Path jdk = jdk(jdks.resolve("jdk-25"), "25.0.3");
        warmable(jdk, "for o; do case $o in -XX:AOTCacheOutput=*) echo learned >\"${o#*=}\" ;; esac; done\n");
        write(cache(), "of older jars");
        age(warmed(), 60);

        Run first = launch(Map.of());

        assertThat(first.err()).hasLineCount(1).contains("quick starts");
        assertThat(first.out()).startsWith("jdk-25\n").contains("-XX:AOTCache=");
        assertThat(cache()).hasContent("learned");
        assertThat(launch(Map.of()).err()).isEmpty();
        assertThat(Files.readAllLines(project.resolve("warm-ups"))).hasSize(1);
    }

    @Test
    void aCacheThatCannotBeMadeAnewIsNotUsedAndTriedOnce() throws Exception {
        Path jdk = jdk(jdks.resolve("jdk-25"), "25.0.3");
        warmable(jdk, "exit 1\n");
        write(cache(), "of older jars");
        age(warmed(), 60);

        assertThat(launch(Map.of()).out()).startsWith("jdk-25\n").doesNotContain("AOT");

        assertThat(launch(Map.of()).out()).startsWith("jdk-25\n").doesNotContain("AOT");
        assertThat(Files.readAllLines(project.resolve("warm-ups"))).hasSize(1);
    }

    /** A java that does this when it is to warm up, and notes that it was; it prints nothing else of it. */
    private void warmable(Path jdk, String body) throws IOException {
        script(
                jdk.resolve("bin/java"),
                "case \"$*\" in *warm-up)\necho once >>'" + project.resolve("warm-ups") + "'\n" + body
                        + "exit 0;;\nesac\nprintf '%s\\n' '" + jdk.getFileName() + "' \"$@\"\n");
    }

    private Path warmed() {
        return project.resolve("target/launcher/warmed");
    }

    private Path cache() throws IOException {
        return project.toRealPath().resolve("bootstrap/target/app/start.aot");
    }

    private Run launch(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("sh", project.resolve("kafka-fetch").toString()));
        command.addAll(List.of(arguments));
        return launchWithInput("", command, environment);
    }

    private Run launchWithInput(String input, List<String> command, Map<String, String> environment) throws Exception {
        Process process = start(command, environment);
        try (var in = process.outputWriter()) {
            in.write(input);
        } catch (IOException closed) {
            // the stub's java doesn't read it
        }
        return finish(process);
    }

    private Process start(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(temp.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", path.toString());
        builder.environment().put("HOME", temp.resolve("home").toString());
        builder.environment().put("KAFKA_FETCH_JDK_FOLDERS", temp.resolve("nowhere") + ":" + jdks);
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Its output is a few lines, which a pipe holds until they are read. */
    private static Run finish(Process process) throws Exception {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Run(
                process.exitValue(),
                new String(process.getInputStream().readAllBytes(), UTF_8),
                new String(process.getErrorStream().readAllBytes(), UTF_8));
    }

    private static Path jdk(Path home, String version) throws IOException {
        write(
                home.resolve("release"),
                "IMPLEMENTOR=\"Stub\"\nJAVA_VERSION=\"" + version + "\"\nJAVA_VERSION_DATE=\"x\"\n");
        script(home.resolve("bin/java"), "printf '%s\\n' '" + home.getFileName() + "' \"$@\"\n");
        script(home.resolve("bin/javac"), "exit 1\n");
        return home;
    }

    private Path jar() {
        return project.resolve("bootstrap/target/app/lib/bootstrap-1.jar");
    }

    private Path source() {
        return sources().resolve("Main.java");
    }

    private Path sources() {
        return project.resolve("bootstrap/src/main");
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(project.resolve("builds"));
    }

    private static void script(Path file, String body) throws IOException {
        write(file, "#!/bin/sh\n" + body);
        executable(file);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void age(Path file, long seconds) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
    }
}
