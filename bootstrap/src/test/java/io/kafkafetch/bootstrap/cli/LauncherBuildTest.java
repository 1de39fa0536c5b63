package io.kafkafetch.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When the launcher builds what it starts. */
class LauncherBuildTest extends LauncherFixture {

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
}
