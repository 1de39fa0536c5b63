package io.kafkafetch.adapters.file.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.Outcomes;
import io.kafkafetch.adapters.file.disk.FaultyDisk;
import io.kafkafetch.adapters.file.disk.FaultyDisk.Crash;
import io.kafkafetch.adapters.file.disk.FaultyDisk.Fault;
import io.kafkafetch.adapters.file.disk.UnusableDirectoryException;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.LetterStates;
import io.kafkafetch.application.letter.Marker;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.replay.Replay;
import io.kafkafetch.application.replay.ReplayOutlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Each letter of a folder is sent once, wherever machines stop and whatever is done with the files in between. */
class FolderReplayProperties {

    private static final int LETTERS = 5;

    @Property(tries = 150)
    void eachLetterIsSentOnceIntoFiles(
            @ForAll long seed, @ForAll @Size(max = 4) List<@IntRange(max = 60) Integer> steps) throws Exception {
        new World(false, seed).play(steps);
    }

    @Property(tries = 100)
    void eachLetterIsSentOnceIntoTheSpool(
            @ForAll long seed, @ForAll @Size(max = 4) List<@IntRange(max = 70) Integer> steps) throws Exception {
        new World(true, seed).play(steps);
    }

    /** A folder, runs that end somewhere, and somebody who reads what was sent and takes it away. */
    private static final class World {

        private final Path temporary = Files.createTempDirectory("replay");
        private final Path directory = temporary.resolve("sink");
        private final Path target;
        private final long seed;
        private final List<LetterId> ids;
        private final List<String> taken = new ArrayList<>();

        World(boolean intoSpool, long seed) throws IOException {
            this.seed = seed;
            List<DeadLetter> letters = new ArrayList<>();
            for (int i = 0; i < LETTERS; i++) {
                letters.add(Outcomes.deadLetter(Outcomes.LOGINS_0, i, "letter " + i));
            }
            ids = new SinkFolder(directory, 1_000_000).publish(letters);
            Path folder = Files.createDirectory(intoSpool ? directory.resolve("spool") : temporary.resolve("sent"));
            target = folder.resolve("logins.jsonl");
            if (intoSpool) {
                Files.createFile(target);
            }
        }

        void play(List<Integer> steps) throws Exception {
            for (int i = 0; i < steps.size(); i++) {
                FaultyDisk disk = new FaultyDisk(seed + i);
                disk.after(steps.get(i), i % 2 == 0 ? Fault.CRASH : Fault.FAILURE);
                try {
                    run(disk);
                } catch (Crash | UnusableDirectoryException ended) {
                    // the next run goes on
                }
                if (disk.hasCrashed()) {
                    disk.comeBack();
                }
                if (i % 3 == 1) {
                    takeAway();
                }
            }
            run(new FaultyDisk(seed));
            takeAway();

            assertThat(taken)
                    .containsExactlyInAnyOrderElementsOf(
                            ids.stream().map(LetterId::toString).toList());
            LetterStates states = new FolderLetterLog(directory).read();
            assertThat(ids).allMatch(id -> states.of(id) == LetterState.REPLAYED);
            assertThat(ids)
                    .allSatisfy(id -> assertThat(new FolderLetterLog(directory).history(id))
                            .hasSize(1));
            delete();
        }

        /** The same command again: what is not in the log is sent, two letters a commit. */
        private void run(FaultyDisk disk) throws Exception {
            try (ReplayOutlet outlet = new FolderReplayOutlet(directory, Optional.of(target), 1_000, disk)) {
                LetterStates states = outlet.open();
                List<LetterId> open = ids.stream()
                        .filter(id -> states.of(id) == LetterState.OPEN)
                        .toList();
                for (int i = 0; i < open.size(); i += 2) {
                    List<LetterId> some = open.subList(i, Math.min(i + 2, open.size()));
                    outlet.commit(
                            some.stream().map(World::replay).toList(),
                            some.stream().map(World::marker).toList());
                }
            }
        }

        private static Replay replay(LetterId id) {
            Original original = new Original(null, id.toString().getBytes(UTF_8), List.of());
            return new Replay(id, id, "t", OptionalInt.empty(), original, 1, "");
        }

        private static Marker marker(LetterId id) {
            return new Marker(id, LetterState.REPLAYED, "run-1", "", "file", Instant.EPOCH, "");
        }

        /** As a service does that counts what it finds and deletes it, or a person who moves a file elsewhere. */
        private void takeAway() throws IOException {
            try (Stream<Path> files = Files.list(target.getParent())) {
                for (Path file : files.filter(
                                file -> file.getFileName().toString().startsWith("logins.jsonl"))
                        .toList()) {
                    taken.addAll(Files.readAllLines(file, UTF_8));
                    Files.move(file, temporary.resolve("taken"), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            if (target.startsWith(directory)) {
                Files.createFile(target);
            }
        }

        private void delete() throws IOException {
            try (Stream<Path> all = Files.walk(temporary)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
