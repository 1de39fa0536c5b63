package io.kafkafetch.adapters.file.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.file.disk.FaultyDisk;
import io.kafkafetch.adapters.file.disk.FolderQuota;
import io.kafkafetch.application.intake.LoginInbox.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import net.jqwik.api.statistics.Statistics;

/** Wherever the machine stops or writing fails: what was acknowledged is there, once and in order. */
class SpoolProperties {

    /** Two lines or three a file. */
    private static final long MAX_SEGMENT_BYTES = 100;

    private static final int APPENDS = 12;
    private static final int STEPS = 40;
    private static final int MOST_FAILURES = 3;

    private Path directory = Path.of("set before each try");

    @BeforeTry
    void createDirectory() throws IOException {
        directory = Files.createTempDirectory("kafka-fetch-spool-").toRealPath();
    }

    @AfterTry
    void deleteDirectory() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void whatWasAcknowledgedIsThereAfterFailuresAndACrash(
            @ForAll @IntRange(max = STEPS) int failAfter,
            @ForAll @IntRange(max = 5) int failAgainAfter,
            @ForAll @IntRange(max = STEPS) int crashAfter,
            @ForAll long seed)
            throws Exception {
        FaultyDisk disk = new FaultyDisk(seed);
        List<String> acknowledged = new ArrayList<>();
        int failures = 0;
        try (Spool spool = Spool.open(directory, MAX_SEGMENT_BYTES, 1, FolderQuota.NONE, disk)) {
            disk.after(failAfter, FaultyDisk.Fault.FAILURE);
            for (int i = 0; i < APPENDS && !disk.hasCrashed(); i++) {
                String value = i + "-".repeat(40);
                if (isKept(spool, value)) {
                    acknowledged.add(value);
                } else {
                    failures++;
                    disk.after(
                            failures == 1 ? failAgainAfter : crashAfter,
                            failures == 1 ? FaultyDisk.Fault.FAILURE : FaultyDisk.Fault.CRASH);
                }
            }
            boolean isLastKept = false;
            for (int i = 0; i < MOST_FAILURES && !disk.hasCrashed() && !isLastKept; i++) {
                isLastKept = isKept(spool, "last");
            }
            if (!disk.hasCrashed()) {
                acknowledged.add("last");
                assertThat(lines()).as("without a crash: nothing else").isEqualTo(acknowledged);
            }
        }
        disk.comeBack();

        try (Spool spool = Spool.open(directory, MAX_SEGMENT_BYTES, 1, FolderQuota.NONE, new FaultyDisk(seed))) {
            List<String> there = lines();
            assertThat(there.stream().filter(acknowledged::contains)).isEqualTo(acknowledged);
            assertThat(isKept(spool, "next")).isTrue();
            assertThat(lines())
                    .isEqualTo(Stream.concat(there.stream(), Stream.of("next")).toList());
        }
        Statistics.label("failures").collect(failures);
        Statistics.label("crashed").collect(disk.hasCrashed());
    }

    private static boolean isKept(Spool spool, String value) throws Exception {
        try {
            spool.append(List.of(new Entry(null, value.getBytes(UTF_8))))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException failure) {
            return false;
        }
    }

    private List<String> lines() throws IOException {
        return SpoolDirectory.lines(directory).stream()
                .map(line -> new String(line, UTF_8))
                .toList();
    }
}
