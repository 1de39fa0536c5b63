package io.kafkafetch.adapters.file.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.file.bookmark.UnreadFiles.Unread;
import io.kafkafetch.adapters.file.folder.FileIdentity;
import io.kafkafetch.adapters.file.folder.LogFolder;
import io.kafkafetch.adapters.file.folder.LogFolder.Part;
import io.kafkafetch.adapters.file.folder.RotatedFiles;
import io.kafkafetch.adapters.file.source.LostLinesTest.Packer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenFileTest {

    @TempDir
    Path folder;

    @Test
    void aFileThatTookANameMeanwhileIsNotOpenedForTheOneThatHadIt() throws IOException {
        Path present = folder.resolve("app.log");
        Files.writeString(present, "app.log");
        Part part = new LogFolder(present, RotatedFiles.BY_NUMBER).present().orElseThrow();
        OpenFile.open(part, FileOwner.NOBODY, 100).close();
        Files.move(present, folder.resolve("app.log.000001"));
        Files.writeString(present, "app.log");

        assertThatThrownBy(() -> OpenFile.open(part, FileOwner.NOBODY, 100))
                .hasMessage("the file was replaced while it was opened");
        assertThatThrownBy(() -> OpenFile.open(new Unread(part, 3), FileOwner.NOBODY, 100))
                .hasMessage("the file was replaced while it was opened");
    }

    /** The thread that unpacks a file ahead closes it at its end, perhaps before the first line is asked for. */
    @ParameterizedTest
    @EnumSource
    void aPackedFileHasContentThoughItIsClosed(Packer packer) throws IOException {
        Path packed = packer.pack(Files.writeString(folder.resolve("app.log.1"), "a line\n"));
        Part part = new Part(packed, FileIdentity.at(packed).orElseThrow(), false);
        try (OpenFile open = OpenFile.open(part, FileOwner.NOBODY, 100)) {
            assertThat(open.lines().next()).isNotNull();
            assertThat(open.lines().next()).isNull(); // the thread is at its end
            assertThat(open.hasContent()).isTrue();
        }
    }
}
