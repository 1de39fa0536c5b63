package io.kafkafetch.adapters.file.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kafkafetch.adapters.file.disk.Disk;
import io.kafkafetch.adapters.file.disk.FolderQuota;
import io.kafkafetch.adapters.json.DeadLetterEncoder;
import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.adapters.json.rollup.Rules;
import io.kafkafetch.adapters.json.rollup.TallyDecoder;
import io.kafkafetch.adapters.json.rollup.TallyEncoder;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.rollup.Tally;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A sink's directory as a reader sees it: all lines of all files, in order. */
final class SinkDirectory {

    private static final InsightEncoder INSIGHTS = new InsightEncoder();
    private static final DeadLetterEncoder DEAD_LETTERS =
            new DeadLetterEncoder(() -> Instant.parse("2023-09-13T16:43:50Z"));
    private static final Rules RULES = new Rules("", HourOfDay.UTC, MissingDeviceType.DEAD_LETTER);
    private static final TallyLines TALLIES =
            new TallyLines(new TallyEncoder(RULES), outcome -> "", () -> Instant.parse("2023-09-13T16:43:50Z"));
    private static final JsonMapper MAPPER = new JsonMapper();

    private SinkDirectory() {}

    static FileLedger open(Path directory, long maxSegmentBytes) {
        return open(directory, maxSegmentBytes, "UTC");
    }

    static FileLedger open(Path directory, long maxSegmentBytes, String zone) {
        return FileLedger.open(
                directory,
                maxSegmentBytes,
                FolderQuota.NONE,
                ZoneId.of(zone),
                INSIGHTS,
                DEAD_LETTERS,
                Optional.empty());
    }

    static FileLedger open(Path directory, long maxSegmentBytes, Disk disk) {
        return FileLedger.open(
                directory,
                maxSegmentBytes,
                FolderQuota.NONE,
                ZoneId.of("UTC"),
                INSIGHTS,
                DEAD_LETTERS,
                Optional.of(TALLIES),
                disk);
    }

    static FileLedger open(Path directory, long maxSegmentBytes, FolderQuota quota) {
        return FileLedger.open(
                directory, maxSegmentBytes, quota, ZoneId.of("UTC"), INSIGHTS, DEAD_LETTERS, Optional.empty());
    }

    static List<String> insights(Path directory) throws IOException {
        return lines(directory, "insights-");
    }

    static List<Origin> deadLetters(Path directory) throws IOException {
        List<Origin> origins = new ArrayList<>();
        for (String line : lines(directory, "dead-letters-")) {
            JsonNode json = MAPPER.readTree(line);
            Partition partition = new Partition(
                    json.get("topic").textValue(), json.get("partition").intValue());
            origins.add(new Origin(partition, json.get("offset").longValue()));
        }
        return origins;
    }

    /** Names of the batches that are in tallies. */
    static List<String> counted(Path directory) throws IOException {
        TallyDecoder decoder = new TallyDecoder(RULES);
        List<String> names = new ArrayList<>();
        for (String line : lines(directory, "tallies-")) {
            Tally tally = decoder.decode(line.getBytes(UTF_8)).orElseThrow();
            tally.batches()
                    .forEach(batch ->
                            names.add(tally.partition() + "@" + batch.firstOffset() + "-" + batch.lastOffset()));
        }
        return names;
    }

    private static List<String> lines(Path directory, String prefix) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList()) {
                lines.addAll(Files.readAllLines(file, UTF_8));
            }
        }
        return lines;
    }
}
