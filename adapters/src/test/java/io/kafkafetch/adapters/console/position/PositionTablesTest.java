package io.kafkafetch.adapters.console.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.position.Committed;
import io.kafkafetch.application.position.Move;
import io.kafkafetch.application.position.PartitionState;
import io.kafkafetch.application.position.rezoning.Recount;
import io.kafkafetch.application.position.rezoning.Recount.From;
import io.kafkafetch.application.position.rezoning.Recount.Since;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PositionTablesTest {

    private static final Partition LOGINS_0 = new Partition("user-login", 0);
    private static final Partition LOGINS_1 = new Partition("user-login", 1);
    private static final HourCounts HOURS = hours();
    private static final PartitionState READ = new PartitionState(
            LOGINS_0,
            "now",
            Optional.of(new Committed(604_511, Optional.of(HOURS), "UTC", true, "now", "topic=now")),
            0,
            604_600);
    private static final PartitionState NEW = new PartitionState(LOGINS_1, "now", Optional.empty(), 5, 604_489);

    private static HourCounts hours() {
        long[] counts = new long[HourCounts.HOURS];
        Arrays.fill(counts, 25_000);
        return HourCounts.of(counts);
    }

    private static Terminal terminal(int width) {
        return new Terminal(false, width, false, true);
    }

    private static List<String> table(int width) {
        Map<Partition, String> owners = Map.of(LOGINS_0, "logins-host-7.example.net-5c1d\u001b[2J-0-0");
        return PositionTable.lines(
                List.of(READ, NEW), partition -> Optional.ofNullable(owners.get(partition)), terminal(width));
    }

    @Test
    void aWideTerminalShowsWholeOwnersAndObeysNothingInThem() {
        assertThat(table(120))
                .containsExactly(
                        "partition     position      end      lag   logins  owner",
                        "user-login-0   604,511  604,600       89  600,000  logins-host-7.example.net-5c1d?[2J-0-0",
                        "user-login-1         -  604,489  604,484        -  -",
                        "all                              604,573  600,000");
    }

    @Test
    void aNarrowTerminalCutsOwnersAndNoNumber() {
        assertThat(table(80))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo("user-login-0   604,511  604,600       89  600,000  logins-host-7.example.net-5c…"));
        assertThat(table(40)).anySatisfy(line -> assertThat(line).contains("604,511  604,600       89  600,000  "));
    }

    @Test
    void hoursInAnotherZoneSaySinceWhenTheyCount() {
        HourCounts one = HourCounts.of(LongStream.range(0, HourCounts.HOURS)
                .map(hour -> hour == 3 ? 1 : 0)
                .toArray());
        Recount recount =
                new Recount(one, From.RECORDS, Optional.of(new Since(4_511, Instant.parse("2026-01-05T08:00:59Z"))));

        assertThat(RecountTable.lines(
                        List.of(new Move(READ, new Checkpoint(604_511, one, "topic=now"), "Asia/Kolkata", false)),
                        move -> recount,
                        terminal(100)))
                .containsExactly(
                        "partition     position   logins  new logins  left out  counted from",
                        "user-login-0   604,511  600,000           1   599,999  records from 4511, 2026-01-05 08:00 UTC");
    }

    @Test
    void movesAreShownAsTheyAreAndAsTheyWouldBe() {
        assertThat(MoveTable.lines(
                        List.of(
                                new Move(READ, new Checkpoint(604_000, HOURS, "topic=now"), "UTC", false),
                                new Move(NEW, new Checkpoint(5, HourCounts.EMPTY), "UTC", false)),
                        terminal(80)))
                .containsExactly(
                        "partition     position      new  again  skipped   logins  new logins",
                        "user-login-0   604,511  604,000    511        0  600,000     600,000",
                        "user-login-1         -        5      0        0        -           0");
    }
}
