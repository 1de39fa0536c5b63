package io.kafkafetch.adapters.file.ledger;

import static io.kafkafetch.adapters.Outcomes.LOGINS_0;
import static io.kafkafetch.adapters.Outcomes.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.file.disk.FaultyDisk;
import io.kafkafetch.adapters.file.disk.UnusableDirectoryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A directory that cannot be used is refused, in words that help, and left as it is. */
class UnusableDirectoryTest {

    @TempDir
    private Path temporary;

    private Path directory;
    private Path checkpoint;

    @BeforeEach
    void aDirectoryWithTwoFilesOfInsights() throws IOException {
        directory = temporary.toRealPath().resolve("some/where/sink");
        checkpoint = directory.resolve("checkpoint.json");
        try (FileLedger ledger = SinkDirectory.open(directory, 1)) {
            ledger.commit(List.of(outcome(LOGINS_0, 0, 9)));
            ledger.commit(List.of(outcome(LOGINS_0, 1, 9)));
        }
    }

    private void assertRefused(String problem, String remedy) {
        assertThatThrownBy(() -> SinkDirectory.open(directory, 1))
                .isInstanceOf(UnusableDirectoryException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining(problem)
                .hasMessageContaining(remedy)
                .message()
                .hasLineCount(1);
    }

    @Test
    void oneThatThisProcessHasOpen() {
        try (FileLedger open = SinkDirectory.open(directory, 1)) {
            assertRefused("in use by another process", "choose another directory");
            assertThat(open.checkpoints(List.of(LOGINS_0))).hasSize(1);
        }
        SinkDirectory.open(directory, 1).close();
    }

    @Test
    void oneThatAnotherProcessHasOpen() throws Exception {
        Process other = otherProcess();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("locked");
            assertRefused("in use by another process", "choose another directory");
        } finally {
            other.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
        SinkDirectory.open(directory, 1).close();
    }

    /** To the system, closing any channel of a file gives up all locks that this process has on it. */
    @Test
    void anOpeningThatIsRefusedLeavesTheLockOfTheFirstAlone() throws Exception {
        try (FileLedger open = SinkDirectory.open(directory, 1)) {
            assertRefused("in use by another process", "choose another directory");
            Process other = otherProcess();
            try {
                assertThat(other.inputReader().readLine()).isEqualTo("refused");
            } finally {
                other.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
            }
            assertThat(open.checkpoints(List.of(LOGINS_0))).hasSize(1);
        }
    }

    private Process otherProcess() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LocksAFile.class.getName(),
                        directory.resolve(".kafka-fetch.lock").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Another process: locks the file of its argument, says so, and stays. */
    static final class LocksAFile {
        public static void main(String[] arguments) throws Exception {
            try (FileChannel file = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
                System.out.println(file.tryLock() == null ? "refused" : "locked");
                Thread.sleep(60_000);
            }
        }
    }

    @Test
    void oneThatIsAFile() throws IOException {
        directory = Files.writeString(temporary.toRealPath().resolve("file"), "");

        assertRefused(" is a file", "Make it a directory");
    }

    @Test
    void oneOfAnotherZone() {
        assertThatThrownBy(() -> SinkDirectory.open(directory, 1, "Europe/Berlin"))
                .isInstanceOf(UnusableDirectoryException.class)
                .hasMessageContaining("counted in zone UTC, and the service is configured for Europe/Berlin")
                .hasMessageContaining("Set ZONE=UTC");
        SinkDirectory.open(directory, 1).close();
    }

    @Test
    void oneOfALaterVersion() throws IOException {
        Files.writeString(checkpoint, "{\"format\":\"kafka-fetch-sink/3\"}");

        assertRefused("format kafka-fetch-sink/3", "Run the version that wrote it");
    }

    @ParameterizedTest
    @CsvSource({
        "'}', '', damaged",
        "'\"format\" : \"kafka-fetch-sink/1\",', '', format is missing",
        "'\"kafka-fetch-sink/1\"', 7, format is not text",
        "'\"segment\" : 2', '\"segment\" : \"2\"', segment is not an integer",
        "'\"segment\" : 2', '\"segment\" : 2.0', segment is not an integer",
        "'\"segment\" : 2', '\"segment\" : 0', number of 0 is below 1",
        "'\"segment\" : 2', '\"segment\" : 4294967298', segment is out of range",
        "'\"segment\" : 2', '\"segment\" : 99999999999999999999', out of range",
        "'\"length\" : 0', '\"length\" : -1', length of -1 is below 0",
        "'\"position\" : 2', '\"position\" : -2', position of -2 is below 0",
        "'\"hours\" : [ 0,', '\"hours\" : [', 'expected 24 counts, not 23'",
        "'\"hours\" : [ 0,', '\"hours\" : [ null,', hours is not an integer",
        "'\"hours\" : [ 0,', '\"hours\" : [ -1,', a count is negative",
        "'\"bookmark\" : \"\"', '\"bookmark\" : \"a\u00e4b\"', a bookmark holds a character",
        "'\"zone\" :', '\"zone\" : \"UTC\", \"zone\" :', Duplicate field",
        "'\"partitions\" : [', '\"partitions\" : [ 1,', partitions is not an object"
    })
    void oneWhoseCheckpointIsDamaged(String from, String to, String how) throws IOException {
        String sound = Files.readString(checkpoint);
        assertThat(sound).contains(from);
        Files.writeString(checkpoint, sound.replace(from, to));

        assertRefused(how, "Put a sound copy back");
    }

    @Test
    void oneWhoseCheckpointNamesAPartitionTwice() throws IOException {
        String sound = Files.readString(checkpoint);
        String partitions = sound.substring(sound.indexOf("[ {") + 1, sound.lastIndexOf(']'));
        Files.writeString(checkpoint, sound.replace(partitions, partitions + "," + partitions));

        assertRefused("user-login-0 is there twice", "Put a sound copy back");
    }

    @Test
    void oneWhoseCheckpointIsEmptyOrGoesOnBehindItsEnd() throws IOException {
        String sound = Files.readString(checkpoint);

        Files.writeString(checkpoint, sound + "{}");
        assertRefused("something behind its end", "Put a sound copy back");

        Files.writeString(checkpoint, "");
        assertRefused("it is empty", "Put a sound copy back");

        Files.writeString(checkpoint, "[]");
        assertRefused("the whole is not an object", "Put a sound copy back");
    }

    @Test
    void oneThatHasLostItsCheckpoint() throws IOException {
        Files.delete(checkpoint);

        assertRefused("no checkpoint.json", "use another directory");
        assertThat(SinkDirectory.insights(directory)).hasSize(8);
    }

    @Test
    void oneWhoseInsightsWereCutOffOrDeleted() throws IOException {
        Path last = directory.resolve("insights-000002.jsonl");
        Files.writeString(last, "x");
        assertRefused("insights-000002.jsonl holds 1 bytes, of which", "Put the file back");

        Files.delete(last);
        assertRefused("insights-000002.jsonl holds 0 bytes, of which", "Put the file back");
    }

    /** Cutting off all that an old copy does not know of would delete what was committed. */
    @Test
    void oneWithAnOldCopyOfTheCheckpoint() throws IOException {
        String old = Files.readString(checkpoint);
        try (FileLedger ledger = SinkDirectory.open(directory, 1)) {
            ledger.commit(List.of(outcome(LOGINS_0, 2, 9)));
            ledger.commit(List.of(outcome(LOGINS_0, 3, 9)));
        }
        Files.writeString(checkpoint, old);

        assertRefused("insights-000004.jsonl lies beyond insights-000002.jsonl", "Put the latest checkpoint.json back");
        assertThat(SinkDirectory.insights(directory)).hasSize(16);
    }

    @Test
    void oneWhoseCheckpointVanishesWhileItIsOpen() throws IOException {
        try (FileLedger ledger = SinkDirectory.open(directory, 1, new FaultyDisk(1))) {
            Files.writeString(directory.resolve("insights-000003.jsonl"), "{}\n");
            Files.delete(checkpoint);

            assertThatThrownBy(() -> ledger.commit(List.of(outcome(LOGINS_0, 2, 9))))
                    .isInstanceOf(UncheckedIOException.class);
            assertThatThrownBy(() -> ledger.checkpoints(List.of(LOGINS_0)))
                    .isInstanceOf(UnusableDirectoryException.class)
                    .hasMessageContaining("its checkpoint.json is gone");
        }
    }
}
