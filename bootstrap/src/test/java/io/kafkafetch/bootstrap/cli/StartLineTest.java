package io.kafkafetch.bootstrap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.bootstrap.ChildJvm;
import io.kafkafetch.bootstrap.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line a start begins with, which says what this service is about to do. */
class StartLineTest {

    @TempDir
    private Path folder;

    /** Whoever owns the folder a service is started in does not configure it: Micronaut would read these files. */
    @Test
    void itSaysWhatIsReadAndWrittenAndNoFileOfTheWorkingFolderChangesIt() throws Exception {
        Files.writeString(folder.resolve("logins.jsonl"), "{}\n");
        Path config = Files.createDirectory(folder.resolve("config"));
        for (Path place : new Path[] {config, folder}) {
            Files.writeString(place.resolve("application.yml"), "logger.levels.io.kafkafetch: OFF\n");
            Files.writeString(place.resolve("application.properties"), "logger.levels.io.kafkafetch=OFF\n");
        }
        Path err = folder.resolve("err");

        Process process = ChildJvm.builder(
                        Map.of("SOURCE", "file", "SOURCE_FILE", "logins.jsonl", "SINK", "file", "HTTP_PORT", "-1"),
                        Main.class,
                        "run")
                .directory(folder.toFile())
                .redirectError(err.toFile())
                .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readString(err, UTF_8).lines())
                .filteredOn(line -> line.contains("From file"))
                .singleElement()
                .asString()
                .contains(
                        "From file logins.jsonl to folder kafka-fetch-data; batches of 50 logins or 5 s, hours in UTC;"
                                + " serving http://");
        assertThat(folder.resolve("kafka-fetch-data").resolve("dead-letters-000001.jsonl"))
                .isNotEmptyFile();
    }
}
