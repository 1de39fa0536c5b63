package io.kafkafetch.adapters.file.source;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.file.lines.UnreadableInputException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceKindTest {

    @TempDir
    Path folder;

    @Test
    void aPipeIsRefusedWithoutWaitingForItsWriter() throws Exception {
        Path pipe = folder.resolve("pipe");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();

        assertRefused(pipe, "is a pipe, which cannot be read again");
    }

    @Test
    void aLinkToAPipeIsAPipe() throws Exception {
        Path pipe = folder.resolve("pipe");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();

        assertRefused(Files.createSymbolicLink(folder.resolve("link"), pipe), "is a pipe");
    }

    @Test
    void aSocketIsRefused() throws IOException {
        Path socket = folder.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));

            assertRefused(socket, "is a socket");
        }
    }

    @Test
    void aDeviceIsRefused() {
        assertRefused(Path.of("/dev/null"), "is a character device");
    }

    @Test
    void aFolderIsRefused() {
        assertThatThrownBy(() -> SourceKind.check(folder))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage("this is a directory, not a file");
    }

    @Test
    void aFileAndALinkToOneAndWhatMayYetComeAreTaken() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatCode(() -> SourceKind.check(file)).doesNotThrowAnyException();
        assertThatCode(() -> SourceKind.check(Files.createSymbolicLink(folder.resolve("link"), file)))
                .doesNotThrowAnyException();
        assertThatCode(() -> SourceKind.check(folder.resolve("later"))).doesNotThrowAnyException();
    }

    private static void assertRefused(Path file, String why) {
        assertThatThrownBy(() -> SourceKind.check(file))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageStartingWith("SOURCE_FILE=" + file + " " + why);
    }
}
