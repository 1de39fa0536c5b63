package io.kafkafetch.adapters.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.application.audit.PartitionTotals;
import io.kafkafetch.application.record.Partition;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTableTest {

    private static final List<PartitionTotals> TWO = List.of(
            new PartitionTotals(new Partition("user-login", 0), 12_091, 604_511, 70_219, 0, 12_091, 0, 0, 0, 0),
            new PartitionTotals(new Partition("user-login", 1), 12_090, 604_489, 70_001, 0, 12_000, 1, 0, 2, 90));

    private static Terminal terminal(int width) {
        return new Terminal(false, width, false, true);
    }

    @Test
    void aWideTerminalShowsWholeTitles() {
        assertThat(AuditTable.lines(TWO, terminal(120)))
                .containsExactly(
                        "partition     batches     logins  rejected  recomputed  differ  gaps  overlaps  source gone",
                        "user-login-0   12,091    604,511    70,219      12,091       0     0         0            0",
                        "user-login-1   12,090    604,489    70,001      12,000       1     0         2           90",
                        "all            24,181  1,209,000   140,220      24,091       1     0         2           90");
    }

    @Test
    void skippedRecordsHaveAColumnWhereThereAreAny() {
        PartitionTotals mixed =
                new PartitionTotals(new Partition("user-login", 2), 7, 300, 12, 5_000_000, 7, 0, 0, 0, 0);

        assertThat(AuditTable.lines(List.of(TWO.getFirst(), mixed), terminal(120)))
                .containsExactly(
                        "partition     batches   logins  rejected    skipped  recomputed  differ  gaps  overlaps  source gone",
                        "user-login-0   12,091  604,511    70,219          0      12,091       0     0         0            0",
                        "user-login-2        7      300        12  5,000,000           7       0     0         0            0",
                        "all            12,098  604,811    70,231  5,000,000      12,098       0     0         0            0");
    }

    @Test
    void aNarrowTerminalShowsShortTitles() {
        assertThat(AuditTable.lines(TWO.subList(0, 1), terminal(80)))
                .containsExactly(
                        "partition     batches   logins  rejected   again  differ  gaps  over  gone",
                        "user-login-0   12,091  604,511    70,219  12,091       0     0     0     0")
                .allMatch(line -> line.length() <= 80);
    }
}
