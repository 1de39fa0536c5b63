package io.kafkafetch.adapters.file.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.kafkafetch.adapters.file.disk.FolderFullException;
import io.kafkafetch.adapters.file.disk.UnusableDirectoryException;
import io.kafkafetch.application.trouble.TroubleCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileFaultsTest {

    static List<Arguments> failures() {
        return List.of(
                arguments(new AccessDeniedException("app.log"), TroubleCode.FILE_UNREADABLE),
                arguments(new EOFException(), TroubleCode.FILE_UNREADABLE),
                arguments(written(new IOException("No space left on device")), TroubleCode.DISK_FULL),
                arguments(written(new IOException("Disk quota exceeded")), TroubleCode.DISK_FULL),
                arguments(
                        written(new FileSystemException("a", null, "No space left on device")), TroubleCode.DISK_FULL),
                arguments(written(new AccessDeniedException("sink")), TroubleCode.FOLDER_NOT_WRITABLE),
                arguments(written(new NoSuchFileException("sink")), TroubleCode.FOLDER_NOT_WRITABLE),
                arguments(written(new FolderFullException("it holds 10 bytes of 10")), TroubleCode.SINK_FULL),
                arguments(written(new IOException("Input/output error")), TroubleCode.WRITE_FAILED),
                arguments(
                        new UnusableDirectoryException(Path.of("sink"), "it is shorter", "Put it back"),
                        TroubleCode.FOLDER_UNUSABLE),
                arguments(new IllegalStateException("a bug"), TroubleCode.UNFORESEEN),
                arguments(new OutOfMemoryError("heap"), TroubleCode.OUT_OF_MEMORY));
    }

    private static UncheckedIOException written(IOException cause) {
        return new UncheckedIOException("could not commit", cause);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureIsAPlainSentence(Throwable failure, TroubleCode code) {
        assertThat(FileFaults.of(failure).code()).isEqualTo(code);
        assertThat(FileFaults.of(failure).details()).contains(failure.getClass().getSimpleName());
    }
}
