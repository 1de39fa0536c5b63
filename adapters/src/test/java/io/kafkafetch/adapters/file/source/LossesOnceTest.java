package io.kafkafetch.adapters.file.source;

import static io.kafkafetch.adapters.file.source.LogFixture.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.file.source.FlakyLedger.Fate;
import io.kafkafetch.adapters.file.source.LostLinesTest.Packer;
import io.kafkafetch.application.progress.Losses.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A loss that is found again, because what came after it could not be committed, is reported once. */
class LossesOnceTest {

    @TempDir
    Path folder;

    private LogFixture log;

    @BeforeEach
    void follow() throws IOException {
        log = LogFixture.followed(folder);
        log.append(0, 5);
        log.settleAndAge();
    }

    @AfterEach
    void close() {
        log.close();
    }

    /** What loses lines 90 to 95, or all of them; line 5 follows. */
    enum Loss {
        ROTATED_AND_DELETED,
        TRUNCATED,
        CUT,
        DAMAGED;

        void happen(LogFixture log) throws IOException {
            log.append(90, 95);
            switch (this) {
                case ROTATED_AND_DELETED -> Files.delete(log.rotate());
                case TRUNCATED -> log.truncate();
                case CUT ->
                    Files.writeString(
                            log.log, String.join("\n", lines(0, 2)) + "\n", StandardOpenOption.TRUNCATE_EXISTING);
                case DAMAGED -> {
                    Path packed = Packer.GZ.pack(log.rotate());
                    byte[] whole = Files.readAllBytes(packed);
                    Files.write(packed, Arrays.copyOf(whole, whole.length - 9));
                }
            }
        }
    }

    private void readWith(Fate... fates) throws IOException {
        log.ledger.next(fates);
        for (int looks = 0; looks < 12; looks++) {
            log.turns(20);
            log.pass(Duration.ofSeconds(3));
        }
        log.settleAndAge();
        assertThat(log.ledger.commits()).isGreaterThan(fates.length);
    }

    private Stream<Cause> causes() {
        return log.losses.stream().map(loss -> loss.cause());
    }

    @ParameterizedTest
    @EnumSource
    void whileCommitsAreRefused(Loss loss) throws IOException {
        log.restart();
        loss.happen(log);
        log.append(5, 6);
        readWith(Fate.REFUSED, Fate.REFUSED, Fate.REFUSED);

        assertThat(log.ledger.lines()).startsWith(lines(0, 5)).endsWith(lines(5, 6));
        assertThat(causes()).hasSize(1);
    }

    /** The second one reads the same, and is another one: lines were read since the first. */
    @Test
    void anotherOneAtTheSamePlaceIsReported() throws IOException {
        for (int i = 0; i < 5; i++) {
            log.append(90, 95);
            log.truncate();
            log.append(10 * i + 10, 10 * i + 20);
            readWith(Fate.REFUSED);
        }

        assertThat(causes()).hasSize(5).containsOnly(Cause.RECREATED);
    }
}
