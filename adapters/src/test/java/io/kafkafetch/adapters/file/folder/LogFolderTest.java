package io.kafkafetch.adapters.file.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.file.folder.LogFolder.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFolderTest {

    @TempDir
    Path folder;

    private void file(String name, long modified) throws IOException {
        Files.setLastModifiedTime(Files.writeString(folder.resolve(name), name), FileTime.fromMillis(modified));
    }

    private static List<String> names(List<Part> parts) {
        return parts.stream().map(part -> part.path().getFileName().toString()).toList();
    }

    private List<String> readInOrder(LogFolder log) throws IOException {
        Optional<Part> part = log.all().stream().findFirst();
        ArrayList<Part> read = new ArrayList<>();
        while (part.isPresent()) {
            read.add(part.get());
            part = log.after(part.get());
        }
        return names(read);
    }

    @Test
    void numberedFilesAreReadFromTheFirstInTheOrderOfTheirNumbersWhateverTheirTimes() throws IOException {
        file("app.log", 1);
        file("app.log.000010", 2);
        file("app.log.000009", 3);
        file("app.log.1000000", 1);
        file("app.log.tmp", 1);
        file("app.log.000001x", 1);
        LogFolder log = new LogFolder(folder.resolve("app.log"), RotatedFiles.BY_NUMBER);

        assertThat(readInOrder(log)).containsExactly("app.log.000009", "app.log.000010", "app.log.1000000", "app.log");
    }

    @Test
    void otherFilesAreInTheOrderOfTheirTimesAndWhereTheseAreEqualOfTheirNumbers() throws IOException {
        file("app.log", 1);
        file("app.log.1", 9);
        file("app.log.10", 9);
        file("app.log.2", 9);
        file("app.log-20261129", 5);
        file("app-2026-11-28.log", 4);
        file("app.log.3.gz", 6);
        file("app.log.4.gz", 8);
        file("app.log.4", 7);
        LogFolder log = new LogFolder(folder.resolve("app.log"), RotatedFiles.BY_TIME);

        assertThat(names(log.all()))
                .containsExactly(
                        "app-2026-11-28.log",
                        "app.log-20261129",
                        "app.log.3.gz",
                        "app.log.4",
                        "app.log.10",
                        "app.log.2",
                        "app.log.1",
                        "app.log");
    }

    /** It is listed under neither name, and then the next one is the present file: its lines would be left out. */
    @Test
    void aFileThatIsRenamedWhileTheyAreLookedForIsNotMissed() throws Exception {
        Path present = folder.resolve("app.log");
        LogFolder log = new LogFolder(present, RotatedFiles.BY_NUMBER);
        Map<Object, Integer> numbers = new ConcurrentHashMap<>();
        FutureTask<Integer> rotating = new FutureTask<>(() -> {
            for (int number = 1; number <= 500; number++) {
                Path next = Files.createFile(folder.resolve("next"));
                numbers.put(FileIdentity.at(next).orElseThrow().key(), number);
                if (number > 1) {
                    Files.move(present, folder.resolve("app.log.%06d".formatted(number - 1)));
                }
                Files.move(next, present);
                if (number > 5) { // few files, quickly looked at; none is deleted, or another could have its identity
                    String oldest = "%06d".formatted(number - 5);
                    Files.move(folder.resolve("app.log." + oldest), folder.resolve("old." + oldest));
                }
                LockSupport.parkNanos(1_000_000);
            }
            return numbers.size();
        });
        Thread.ofPlatform().daemon().start(rotating);

        while (!rotating.isDone()) {
            List<Integer> found = log.all().stream()
                    .map(part -> numbers.get(part.identity().key()))
                    .toList();
            for (int i = 1; i < found.size(); i++) {
                assertThat(found.get(i)).as("%s", found).isEqualTo(found.get(i - 1) + 1);
            }
        }
        assertThat(rotating.get()).isEqualTo(500);
    }
}
