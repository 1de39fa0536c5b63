package io.kafkafetch.adapters.file.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.file.source.FlakyLedger.Fate;
import io.kafkafetch.adapters.file.source.FlakyLedger.Kill;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever happens to a log, its source and its ledger, in any order: every line is counted once. */
class FollowingProperties {

    enum Step {
        APPEND,
        APPEND_MANY,
        BEGIN_A_LINE,
        ROTATE,
        ROTATE_AND_BEGIN,
        TRUNCATE,
        TRUNCATE_AND_OUTGROW,
        COPY_AND_TRUNCATE,
        TURN,
        READ,
        READ_AND_AGE,
        SOME_TIME,
        RESTART,
        COMMIT_REFUSED,
        COMMIT_ANSWER_LOST,
        KILL_BEFORE_COMMIT,
        KILL_AFTER_COMMIT,
    }

    @Property(tries = 500)
    void everyLineIsCountedOnce(@ForAll @Size(max = 40) List<Step> steps) throws IOException {
        Path folder = Files.createTempDirectory("following");
        try (LogFixture log = LogFixture.followed(folder)) {
            Run run = new Run(log);
            for (Step step : steps) {
                run.make(step);
            }
            run.finish();
        } finally {
            delete(folder);
        }
    }

    private static final class Run {
        private final LogFixture log;
        private final List<String> written = new ArrayList<>();
        private String begun = "";
        private boolean exists;

        Run(LogFixture log) {
            this.log = log;
        }

        void make(Step step) throws IOException {
            switch (step) {
                case APPEND -> append(1);
                case APPEND_MANY -> append(7);
                case BEGIN_A_LINE -> {
                    begun += "begun" + written.size();
                    exists = true;
                    log.append("begun" + written.size());
                }
                case ROTATE -> rotate();
                case ROTATE_AND_BEGIN -> {
                    rotate();
                    append(1);
                }
                case TRUNCATE -> truncate(0);
                case TRUNCATE_AND_OUTGROW -> truncate(9);
                case COPY_AND_TRUNCATE -> copyAndTruncate();
                case TURN -> survive(log::turn);
                case READ -> survive(log::settle);
                case READ_AND_AGE -> readAll();
                case SOME_TIME -> log.pass(Duration.ofSeconds(3));
                case RESTART -> log.restart();
                case COMMIT_REFUSED -> log.ledger.next(Fate.REFUSED);
                case COMMIT_ANSWER_LOST -> log.ledger.next(Fate.ANSWER_LOST);
                case KILL_BEFORE_COMMIT -> log.ledger.next(Fate.KILLED_BEFORE);
                case KILL_AFTER_COMMIT -> log.ledger.next(Fate.KILLED_AFTER);
            }
        }

        void finish() throws IOException {
            append(1);
            readAll();
            assertThat(log.ledger.lines()).isEqualTo(written);
        }

        private void append(int lines) throws IOException {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < lines; i++) {
                String line = "line " + written.size();
                text.append(line).append('\n');
                written.add(begun + line);
                begun = "";
            }
            exists = true;
            log.append(text.toString());
        }

        private void rotate() throws IOException {
            if (!exists) {
                return;
            }
            if (written.isEmpty() || log.ledger.committed().isEmpty()) {
                readAll(); // a source without checkpoint begins with the present file
                if (log.ledger.committed().isEmpty()) {
                    return;
                }
            }
            if (!begun.isEmpty()) {
                written.add(begun);
                begun = "";
            }
            exists = false;
            log.rotate();
        }

        /** What is cut off must have been read and committed: nobody could count it afterwards. */
        private void truncate(int more) throws IOException {
            append(1);
            readAll();
            log.truncate();
            append(more);
        }

        private void copyAndTruncate() throws IOException {
            append(1);
            readAll();
            append(2);
            log.copyAndTruncate();
        }

        private void readAll() throws IOException {
            if (!exists) {
                append(1); // until then a rotated file's last line may be written on
            }
            for (int tries = 0; tries < 100; tries++) {
                survive(log::settleAndAge);
                if (log.ledger.lines().size() >= written.size()) {
                    return;
                }
            }
            assertThat(log.ledger.lines()).isEqualTo(written);
        }

        private void survive(Reading reading) throws IOException {
            try {
                reading.read();
            } catch (Kill killed) {
                log.restart();
            }
        }
    }

    @FunctionalInterface
    interface Reading {
        Object read() throws IOException;
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
