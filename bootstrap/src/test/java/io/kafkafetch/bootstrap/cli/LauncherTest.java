package io.kafkafetch.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With which JDK the launcher starts the program, and how. */
class LauncherTest extends LauncherFixture {

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

    // ---- others' jars

    @Test
    void jarsOfLibExtAreOnTheClassPathBehindOurs() throws Exception {
        jdk(jdks.resolve("jdk-25"), "25.0.3");
        Files.createDirectories(project.resolve("lib/ext"));
        String ours = project.toRealPath().resolve("bootstrap/target/app/lib") + "/*";
        assertThat(launch(Map.of()).out()).contains("-cp\n" + ours + "\n"); // an empty folder

        write(project.resolve("lib/ext/login.jar"), "");

        assertThat(launch(Map.of()).out())
                .contains("-cp\n" + ours + ":" + project.toRealPath().resolve("lib/ext") + "/*\n");
    }

    @Test
    void soAreThoseOfAnotherFolder() throws Exception {
        jdk(jdks.resolve("jdk-25"), "25.0.3");
        write(project.resolve("lib/ext/login.jar"), "");
        write(temp.resolve("my jars/other.jar"), "");

        Run run = launch(Map.of("KAFKA_FETCH_EXT", "my jars"), "run");

        assertThat(run.out())
                .contains("/lib/*:" + project.toRealPath().resolve("lib/ext") + "/*:my jars/*\n")
                .endsWith("run\n");
    }

    @Test
    void aFolderWithoutJarsIsAnErrorAndNotPassedOver() throws Exception {
        jdk(jdks.resolve("jdk-25"), "25.0.3");
        Files.createDirectories(temp.resolve("empty"));

        for (String folder : List.of("empty", "absent")) {
            Run run = launch(Map.of("KAFKA_FETCH_EXT", folder));

            assertThat(run.exit()).isEqualTo(USAGE);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).isEqualTo("kafka-fetch: KAFKA_FETCH_EXT=" + folder + " is no folder with jars\n");
        }
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
}
