package io.kafkafetch.adapters.file.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.file.disk.FolderQuota;
import io.kafkafetch.adapters.file.ledger.FileLedger;
import io.kafkafetch.adapters.json.DeadLetterEncoder;
import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.LoginTally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder that the real ledger writes dead letters into, a commit each. */
record SinkFolder(Path directory, long maxSegmentBytes) {

    private static final DeadLetterEncoder LETTERS = new DeadLetterEncoder(() -> Instant.parse("2026-01-05T09:00:00Z"));

    /** Commits these letters, and returns what they are called. */
    List<LetterId> publish(List<DeadLetter> letters) throws IOException {
        List<LetterId> ids = new ArrayList<>();
        try (FileLedger ledger = open()) {
            for (DeadLetter letter : letters) {
                ledger.commit(List.of(new DeriveInsights().process(batch(letter), HourCounts.EMPTY)));
                ids.add(last());
            }
        }
        return ids;
    }

    FileLedger open() {
        return FileLedger.open(
                directory,
                maxSegmentBytes,
                FolderQuota.NONE,
                HourOfDay.UTC.zone(),
                new InsightEncoder(),
                LETTERS,
                Optional.empty());
    }

    private static LoginBatch batch(DeadLetter letter) {
        return new LoginBatch(
                letter.origin().partition(),
                letter.origin().offset(),
                letter.origin().offset(),
                Trigger.AGE,
                LoginTally.EMPTY,
                List.of(letter));
    }

    /** The letter on the last line of the last file. */
    private LetterId last() throws IOException {
        List<Path> files = files();
        return new LetterId(
                new Partition("dead-letters", files.size()),
                Files.readAllLines(files.getLast(), UTF_8).size());
    }

    List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.getFileName().toString().startsWith("dead-letters-"))
                    .sorted()
                    .toList();
        }
    }

    /** Lines of all files in this folder whose names begin so, in the order of the names. */
    static List<String> lines(Path folder, String prefix) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList()) {
                lines.addAll(Files.readAllLines(file, UTF_8));
            }
        }
        return lines;
    }
}
