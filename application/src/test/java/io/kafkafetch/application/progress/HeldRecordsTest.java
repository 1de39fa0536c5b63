package io.kafkafetch.application.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.application.progress.PartitionProgress.Held;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.Severity;
import io.kafkafetch.application.trouble.Trouble;
import io.kafkafetch.application.trouble.TroubleBoard;
import io.kafkafetch.application.trouble.TroubleCode;
import io.kafkafetch.application.trouble.TroubleListener;
import io.kafkafetch.domain.insight.HourCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldRecordsTest {

    private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");

    private final TroubleBoard board = new TroubleBoard(TroubleListener.UNHEARD, () -> NOW);
    private final HeldRecords watch = new HeldRecords(board);

    private static PartitionProgress held(int partition, long records, int seconds) {
        return new PartitionProgress(
                new Partition("user-login", partition),
                100,
                OptionalLong.of(100 + records),
                Optional.of(Duration.ofSeconds(seconds)),
                HourCounts.EMPTY,
                Optional.of(new Held(100, records, Duration.ofSeconds(seconds))));
    }

    private void tell(PartitionProgress... partitions) {
        watch.progress(new ProgressReport(NOW, Arrays.asList(partitions)));
    }

    @Test
    void anOpenTransactionIsNormalForAMinute() {
        tell(held(0, 51, 59));
        assertThat(board.present()).isEmpty();

        tell(held(0, 51, 60));
        assertThat(board.present())
                .containsExactly(new Trouble(
                        "input",
                        Fault.of(TroubleCode.RECORDS_HELD, "51 of user-login-0 from offset 100 on"),
                        NOW.minusSeconds(60)));
        assertThat(board.present().getFirst().fault().severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void itIsOverWhenTheTransactionIs() {
        tell(held(0, 51, 60));
        watch.unknown(Fault.of(TroubleCode.CLUSTER_AWAY));
        assertThat(board.present()).hasSize(1);

        tell(held(0, 3, 0));
        assertThat(board.present()).isEmpty();
    }

    @Test
    void ofManyPartitionsThoseThatHaveWaitedLongestAreNamed() {
        tell(IntStream.range(0, 8).mapToObj(i -> held(i, 1 + i, 60 + i)).toArray(PartitionProgress[]::new));

        assertThat(board.present().getFirst().fault().details())
                .startsWith("8 of user-login-7 from offset 100 on, 7 of user-login-6")
                .endsWith(", and in 3 more partitions");
        assertThat(board.present().getFirst().since()).isEqualTo(NOW.minusSeconds(67));
    }

    @Test
    void nothingCannotBeHeld() {
        assertThatThrownBy(() -> new Held(0, 0, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Held(0, 1, Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }
}
