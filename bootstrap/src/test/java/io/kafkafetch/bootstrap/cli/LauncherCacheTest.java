package io.kafkafetch.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The cache that makes starts quick. */
class LauncherCacheTest extends LauncherFixture {

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
}
