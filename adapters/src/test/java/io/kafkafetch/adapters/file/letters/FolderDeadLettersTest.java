package io.kafkafetch.adapters.file.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.DeadLettersContract;
import io.kafkafetch.adapters.Outcomes;
import io.kafkafetch.adapters.file.disk.Disk;
import io.kafkafetch.adapters.file.disk.LocalDisk;
import io.kafkafetch.adapters.file.disk.UnusableDirectoryException;
import io.kafkafetch.adapters.file.ledger.FileLedger;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterLog;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.Letters;
import io.kafkafetch.application.letter.Marker;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.replay.Replay;
import io.kafkafetch.application.replay.ReplayOutlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder keeps what dead letters and their log promise, while a ledger writes to it and whatever becomes of its files. */
class FolderDeadLettersTest extends DeadLettersContract {

    @TempDir
    private Path temporary;

    private Path directory;
    private Path sent;
    private SinkFolder sink;

    @BeforeEach
    void folders() throws IOException {
        directory = temporary.resolve("sink");
        sent = Files.createDirectory(temporary.resolve("sent"));
        sink = new SinkFolder(directory, 1_200); // some letters a file
    }

    /** Stops at the first rename into a folder: the run has decided by then. */
    private record KilledBeforeDelivery(Disk disk, Path folder) implements Disk {

        @Override
        public void append(Path file, long end, byte[] bytes) throws IOException {
            disk.append(file, end, bytes);
        }

        @Override
        public void truncate(Path file, long length) throws IOException {
            disk.truncate(file, length);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            if (to.startsWith(folder)) {
                throw new IOException("killed");
            }
            disk.rename(from, to);
        }

        @Override
        public void delete(Path file) throws IOException {
            disk.delete(file);
        }

        @Override
        public void forceDirectory(Path of) throws IOException {
            disk.forceDirectory(of);
        }
    }

    @Override
    protected List<LetterId> publish(List<DeadLetter> letters) throws IOException {
        return sink.publish(letters);
    }

    @Override
    protected Letters letters() {
        return new FolderLetters(directory);
    }

    @Override
    protected LetterLog log() {
        return new FolderLetterLog(directory);
    }

    @Override
    protected ReplayOutlet outlet() {
        return FolderReplayOutlet.toFile(directory, sent.resolve("fixed.jsonl"), 100);
    }

    @Override
    protected String target() {
        return sent.resolve("fixed.jsonl").toString();
    }

    @Override
    protected List<String> sent() throws IOException {
        return SinkFolder.lines(sent, "fixed.jsonl");
    }

    private List<LetterId> ids() throws Exception {
        List<LetterId> ids = new ArrayList<>();
        letters().<RuntimeException>read(LetterFilter.ALL, letter -> ids.add(letter.id()));
        return ids;
    }

    private static List<DeadLetter> some(int count) {
        List<DeadLetter> letters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            letters.add(Outcomes.deadLetter(Outcomes.LOGINS_0, i, "no JSON " + i + "x".repeat(300)));
        }
        return letters;
    }

    private static Replay replay(LetterId letter, String value) {
        return new Replay(
                letter, letter, "t", OptionalInt.empty(), new Original(null, value.getBytes(UTF_8), List.of()), 1, "");
    }

    private static Marker replayed(LetterId letter) {
        return new Marker(letter, LetterState.REPLAYED, "run-1", "", "file", Instant.EPOCH, "");
    }

    @Test
    void aLetterIsCalledByItsFileAndItsLine() throws Exception {
        List<LetterId> ids = publish(some(6));

        assertThat(ids()).isEqualTo(ids);
        assertThat(ids).extracting(LetterId::toString).contains("dead-letters-1@1", "dead-letters-2@1");
    }

    @Test
    void lettersOfFilesThatWereMovedAwayAreNotThere() throws Exception {
        List<LetterId> ids = publish(some(6));
        Files.delete(directory.resolve("dead-letters-000001.jsonl"));

        assertThat(ids())
                .isEqualTo(
                        ids.stream().filter(id -> id.partition().number() > 1).toList());
    }

    @Test
    void whatIsNotCommittedIsNotSeenAndAServiceMayBeAtWork() throws Exception {
        List<LetterId> ids = publish(some(1));
        try (FileLedger service = sink.open()) {
            Files.writeString(directory.resolve("dead-letters-000001.jsonl"), "{\"half\":", StandardOpenOption.APPEND);
            try (ReplayOutlet outlet = outlet()) {
                outlet.open();
                outlet.commit(List.of(replay(ids.getFirst(), "x")), List.of(replayed(ids.getFirst())));
            }

            assertThat(ids()).isEqualTo(ids);
            assertThat(service.checkpoints(List.of(Outcomes.LOGINS_0))).hasSize(1);
        }
        assertThat(log().read().of(ids.getFirst())).isEqualTo(LetterState.REPLAYED);
    }

    @Test
    void theLogIsOfTheFilesOfOneLifeOfTheFolder() throws Exception {
        LetterId id = publish(some(1)).getFirst();
        try (ReplayOutlet outlet = outlet()) {
            outlet.open();
            outlet.commit(List.of(replay(id, "x")), List.of(replayed(id)));
        }
        for (String name : List.of("dead-letters-000001.jsonl", "checkpoint.json")) {
            Files.delete(directory.resolve(name));
        }

        assertThat(publish(List.of(Outcomes.deadLetter(Outcomes.LOGINS_0, 0, "another"))))
                .containsExactly(id);
        assertThat(log().read().of(id)).isEqualTo(LetterState.OPEN);
    }

    @Test
    void foldersThatSendToTheSameFileAreNotInEachOthersWay() throws Exception {
        Path elsewhere = temporary.resolve("another");
        LetterId mine = publish(some(1)).getFirst();
        LetterId others = new SinkFolder(elsewhere, 1_200).publish(some(1)).getFirst();
        Disk failing = new KilledBeforeDelivery(new LocalDisk(), sent);
        try (ReplayOutlet killed =
                new FolderReplayOutlet(directory, Optional.of(sent.resolve("fixed.jsonl")), 100, failing)) {
            killed.open();
            assertThatThrownBy(() -> killed.commit(List.of(replay(mine, "mine")), List.of(replayed(mine))))
                    .isInstanceOf(UnusableDirectoryException.class);
        }

        try (ReplayOutlet other = FolderReplayOutlet.toFile(elsewhere, sent.resolve("fixed.jsonl"), 100)) {
            other.open();
            other.commit(List.of(replay(others, "other")), List.of(replayed(others)));
        }
        try (ReplayOutlet again = outlet()) {
            again.open();
        }

        assertThat(sent()).containsExactlyInAnyOrder("mine", "other");
        assertThat(log().read().of(mine)).isEqualTo(LetterState.REPLAYED);
    }

    @Test
    void anotherRunIsRefusedWhileOneIsAtWork() throws Exception {
        publish(some(1));
        try (ReplayOutlet one = outlet();
                ReplayOutlet other = FolderReplayOutlet.marking(directory)) {
            one.open();

            assertThatThrownBy(other::open)
                    .isInstanceOf(UnusableDirectoryException.class)
                    .hasMessageContaining("it is in use by another process");
        }
    }

    @Test
    void whatIsThereIsNeverWrittenTo() throws Exception {
        List<LetterId> ids = publish(some(3));
        Files.writeString(sent.resolve("fixed.jsonl"), "mine");
        for (LetterId id : ids) {
            try (ReplayOutlet outlet = outlet()) {
                outlet.open();
                outlet.commit(List.of(replay(id, id.toString())), List.of(replayed(id)));
            }
        }

        assertThat(sent.resolve("fixed.jsonl")).hasContent("mine");
        assertThat(sent.resolve("fixed.jsonl.2")).hasContent(ids.get(0).toString());
        assertThat(sent.resolve("fixed.jsonl.4")).hasContent(ids.get(2).toString());
    }

    @Test
    void aLineThatTheSourceWouldNotTakeIsNamedAndNothingIsCommitted() throws Exception {
        LetterId id = publish(some(1)).getFirst();
        try (ReplayOutlet outlet = outlet()) {
            outlet.open();

            assertThatThrownBy(() -> outlet.commit(List.of(replay(id, "y".repeat(101))), List.of(replayed(id))))
                    .isInstanceOf(ReplayOutlet.TooLargeException.class);
        }
        assertThat(log().read().of(id)).isEqualTo(LetterState.OPEN);
        assertThat(sent()).isEmpty();

        try (ReplayOutlet outlet = outlet()) { // the longest line that the source takes
            outlet.open();
            outlet.commit(List.of(replay(id, "y".repeat(100))), List.of(replayed(id)));
        }
        assertThat(sent()).containsExactly("y".repeat(100));
    }

    /** Of a write that ended halfway nothing is left, and what was written before counts. */
    @Test
    void aLogThatWasCutAnywhereIsReadUpToItsLastWholeLine() throws Exception {
        List<LetterId> ids = publish(some(3));
        try (ReplayOutlet outlet = FolderReplayOutlet.marking(directory)) {
            outlet.open();
            for (LetterId id : ids) {
                outlet.commit(List.of(), List.of(replayed(id)));
            }
        }
        Path log = directory.resolve("dlq").resolve("log.jsonl");
        byte[] whole = Files.readAllBytes(log);
        for (int length = 0; length <= whole.length; length++) {
            Files.write(log, java.util.Arrays.copyOf(whole, length));
            long lines = new String(whole, 0, length, UTF_8)
                    .chars()
                    .filter(c -> c == '\n')
                    .count();

            assertThat(ids.stream().filter(id -> state(id) == LetterState.REPLAYED))
                    .hasSize((int) lines);
            try (ReplayOutlet outlet = new FolderReplayOutlet(directory, Optional.empty(), 0, new LocalDisk())) {
                assertThat(outlet.open().of(ids.getFirst())).isEqualTo(state(ids.getFirst()));
            }
            assertThat(Files.readString(log))
                    .satisfiesAnyOf(
                            text -> assertThat(text).isEmpty(),
                            text -> assertThat(text).endsWith("\n"));
        }
    }

    private LetterState state(LetterId id) {
        return new FolderLetterLog(directory).read().of(id);
    }

    @Test
    void anEntryThatCannotBeReadEndsEveryReading() throws Exception {
        LetterId id = publish(some(1)).getFirst();
        Path folder = Files.createDirectory(directory.resolve("dlq"));
        Files.writeString(
                folder.resolve("log.jsonl"), "{\"id\":\"" + id + "\",\"format\":\"kafka-fetch-dlq-log/2\"}\n");

        assertThatThrownBy(() -> log().read())
                .isInstanceOf(UnusableDirectoryException.class)
                .hasMessageContaining("line 1 of log.jsonl cannot be read by this version (format is not"
                        + " kafka-fetch-dlq-log/1). A newer kafka-fetch may have written it");
    }

    @Test
    void aLineThatIsNoDeadLetterIsNamedAndNotQuoted() throws Exception {
        publish(some(1));
        Path file = directory.resolve("dead-letters-000001.jsonl");
        byte[] damaged = Files.readAllBytes(file);
        damaged[0] = 'A';
        Files.write(file, damaged);

        assertThatThrownBy(this::ids)
                .isInstanceOf(UnusableDirectoryException.class)
                .hasMessageContaining(
                        "line 1 of dead-letters-000001.jsonl is no dead letter (it is not one JSON object)");
    }

    @Test
    void onlyTheOwnerMayReadWhatIsWritten() throws Exception {
        LetterId id = publish(some(1)).getFirst();
        try (ReplayOutlet outlet = outlet()) {
            outlet.open();
            outlet.commit(List.of(replay(id, "x")), List.of(replayed(id)));
        }

        assertThat(rights(directory.resolve("dlq"))).isEqualTo("rwx------");
        assertThat(rights(directory.resolve("dlq").resolve("log.jsonl"))).isEqualTo("rw-------");
        assertThat(rights(sent.resolve("fixed.jsonl"))).isEqualTo("rw-------");
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aFolderThatIsNoneOfASinkIsNamed() {
        assertThatThrownBy(() ->
                        new FolderLetters(sent).<RuntimeException>read(LetterFilter.ALL, Letter.class::isInstance))
                .hasMessage("the directory " + sent
                        + " cannot be used: it has no checkpoint.json. Name a folder that SINK=file has written to.");
    }
}
