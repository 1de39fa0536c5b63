package io.kafkafetch.adapters.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.file.LogFolder.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        Optional<Part> part = log.first();
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
    void otherFilesAreInTheOrderOfTheirTimesAndThePresentOneIsTheFirst() throws IOException {
        file("app.log", 1);
        file("app.log.1", 9);
        file("app.log-2026", 5);
        file("app.log.2.gz", 6);
        LogFolder log = new LogFolder(folder.resolve("app.log"), RotatedFiles.BY_TIME);

        assertThat(readInOrder(log)).containsExactly("app.log");
        assertThat(names(log.all())).containsExactly("app.log-2026", "app.log.1", "app.log");
    }

    @Test
    void afterAFileThatIsGoneComesTheFirstThatWasModifiedLater() throws IOException {
        file("app.log.2", 5);
        LogFolder log = new LogFolder(folder.resolve("app.log"), RotatedFiles.BY_TIME);
        Part gone = log.all().getFirst();
        file("app.log", 1);
        file("app.log.3", 4);
        file("app.log.1", 6);
        Files.delete(gone.path());

        assertThat(log.after(gone).map(part -> part.path())).contains(folder.resolve("app.log.1"));
    }
}
