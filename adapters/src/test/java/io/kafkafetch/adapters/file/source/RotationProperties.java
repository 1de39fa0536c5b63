package io.kafkafetch.adapters.file.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.file.source.RotatingLog.Scheme;
import io.kafkafetch.adapters.file.source.RotatingLog.Way;
import io.kafkafetch.application.progress.Losses.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/**
 * However a log is named, rotated, replaced, copied and edited, by whatever does that, while its source runs or is down:
 * every line is counted once, none is counted that was there before, and no loss is reported, unless the place is in a file
 * of which nothing was read and that is gone.
 */
class RotationProperties {

    enum Step {
        WRITE,
        WRITE_MANY,
        ROTATE,
        ROTATE_TWICE,
        TURN,
        READ,
        READ_AND_AGE,
        SOME_TIME,
        RESTART,
        TOUCH_OLD_FILES,
        GIVE_OLD_FILES_THE_SAME_TIME,
        COPY_FILES,
        REPLACE,
        CUT_FIRST_LINE,
    }

    @Property(tries = 200)
    void everyLineIsCountedOnce(@ForAll Scheme scheme, @ForAll Way way, @ForAll @Size(max = 25) List<Step> steps)
            throws IOException {
        Path folder = Files.createTempDirectory("rotation");
        try {
            RotatingLog log = new RotatingLog(folder, scheme, way);
            try (LogFixture source = LogFixture.of(log.log)) {
                Run run = new Run(log, source);
                for (Step step : steps) {
                    run.make(step);
                }
                run.finish();
            }
        } finally {
            FollowingProperties.delete(folder);
        }
    }

    private static final class Run {
        private final RotatingLog log;
        private final LogFixture source;
        private final List<String> written = new ArrayList<>();
        private boolean edited;
        private boolean copied;

        Run(RotatingLog log, LogFixture source) throws IOException {
            this.log = log;
            this.source = source;
            log.append("before the source began: " + "x".repeat(50) + "\n".repeat(9));
            log.rotate();
            write(1);
            readAll(); // a source without checkpoint begins with the present file
        }

        void make(Step step) throws IOException {
            switch (step) {
                case WRITE -> write(1);
                case WRITE_MANY -> write(9);
                case ROTATE -> log.rotate();
                case ROTATE_TWICE -> {
                    log.rotate();
                    write(6);
                    log.rotate();
                    write(1);
                }
                case TURN -> source.turn();
                case READ -> source.settle();
                case READ_AND_AGE -> source.settleAndAge();
                case SOME_TIME -> source.pass(Duration.ofSeconds(1));
                case RESTART -> source.restart();
                case TOUCH_OLD_FILES -> log.touchAll();
                case GIVE_OLD_FILES_THE_SAME_TIME -> log.giveAllTheSameTime();
                case COPY_FILES -> {
                    if (edited) {
                        return; // a copy of what an edited file was can be distinguished only while the original is
                        // known
                    }
                    copied = true;
                    readAll(); // a copy of what is not begun yet is read in its place, if nobody changes it
                    write(6); // by less than the first bytes of a file nobody knows it
                    log.copyAll();
                }
                case REPLACE -> {
                    if (log.exists()) {
                        log.replace(lines(6));
                    }
                }
                case CUT_FIRST_LINE -> {
                    if (copied) {
                        return;
                    }
                    edited = true;
                    write(9);
                    readAll(); // what is cut off must have been read
                    log.cutFirstLine();
                    source.settleAndAge();
                }
            }
        }

        void finish() throws IOException {
            write(1);
            readAll();
            // nobody can know whether there was something in such a file: that is reported, see UntouchedFileTest
            assertThat(source.losses).hasSizeLessThanOrEqualTo(source.unknowable);
            assertThat(source.losses)
                    .allSatisfy(loss -> assertThat(loss.cause()).isEqualTo(Cause.ROTATED_AWAY));
        }

        private void write(int lines) throws IOException {
            log.append(lines(lines));
        }

        private String lines(int count) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < count; i++) {
                String line = "line %d %s".formatted(written.size(), "y".repeat(80));
                written.add(line);
                text.append(line).append('\n');
            }
            return text.toString();
        }

        /** Sorted: files that have the same time, or were touched, are read in another order than they were written. */
        private static List<Integer> numbers(List<String> lines) {
            return lines.stream()
                    .map(line ->
                            line.startsWith("line ") ? Integer.parseInt(line.substring(5, line.indexOf(' ', 5))) : -1)
                    .sorted()
                    .toList();
        }

        private void readAll() throws IOException {
            if (!log.exists()) {
                write(1);
            }
            for (int tries = 0; tries < 5 && source.ledger.lines().size() < written.size(); tries++) {
                source.settleAndAge();
            }
            assertThat(numbers(source.ledger.lines())).isEqualTo(numbers(written));
        }
    }
}
