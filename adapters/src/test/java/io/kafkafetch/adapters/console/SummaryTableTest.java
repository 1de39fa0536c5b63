package io.kafkafetch.adapters.console;

import static io.kafkafetch.adapters.console.SnapshotFixture.entry;
import static io.kafkafetch.adapters.console.SnapshotFixture.ranking;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.domain.insight.Metric;
import io.kafkafetch.domain.insight.Ranking;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SummaryTableTest {

    private static final Set<Metric.Ranked> ALL = EnumSet.allOf(Metric.Ranked.class);
    private static final Terminal PLAIN = new Terminal(false, 80, false, true);

    private final SummaryTable table = new SummaryTable(true, ALL, 10, "UTC");

    @Test
    void thePeriodIsThatOfTheLoginsInTheZone() {
        Optional<Period> period = Optional.of(Period.ofSeconds(1_694_623_430, 1_694_710_000));

        assertThat(new SummaryTable(true, ALL, 10, "Europe/Berlin")
                        .lines(SnapshotFixture.busy(), period, Optional.empty(), PLAIN))
                .contains("  Period  2023-09-13 18:43:50 to 2023-09-14 18:46:40 Europe/Berlin");
        assertThat(table.lines(SnapshotFixture.busy(), period, Optional.empty(), new Terminal(false, 40, false, true)))
                .containsSequence("  Period  2023-09-13 16:43:50", "      to  2023-09-14 16:46:40 UTC");
    }

    @Test
    void theTotalsFillEightyColumns() {
        assertThat(table.lines(SnapshotFixture.busy(), Optional.empty(), Optional.empty(), PLAIN))
                .containsExactly(
                        "kafka-fetch                                          localhost:9092   01:02:03",
                        "",
                        "  accepted          12,345  98.33 %      read at          2,010/s",
                        "  rejected             210   1.67 %      batches              247",
                        "  generated         12,600               insights           2,470",
                        "",
                        "  Peak hour  19:00-20:00 UTC  8,123 logins",
                        "  ▁▁                                  ▄▄██",
                        "  00          06          12          18        23",
                        "",
                        "  Logins per region                      Device usage",
                        "  RI              5,120  61.54 %  █████  iOS             6,000 100.00 %  █████",
                        "  NY              2,560  30.77 %  ██▌",
                        "  TX                640   7.69 %  ▋",
                        "",
                        "  App versions",
                        "  2.3.0           9,000  72.90 %  █████",
                        "  2.2.1           3,345  27.10 %  █▉",
                        "",
                        "  Rejected because",
                        "         180  missing",
                        "          30  not-json");
    }

    @Test
    void onANarrowTerminalPanelsAreOneBelowTheOther() {
        assertThat(table.lines(
                        SnapshotFixture.busy(),
                        Optional.empty(),
                        Optional.empty(),
                        new Terminal(false, 50, false, true)))
                .containsExactly(
                        "kafka-fetch            localhost:9092   01:02:03",
                        "",
                        "  accepted          12,345  98.33 %",
                        "  rejected             210   1.67 %",
                        "  generated         12,600",
                        "  read at          2,010/s",
                        "  batches              247",
                        "  insights           2,470",
                        "",
                        "  Peak hour  19:00-20:00 UTC  8,123 logins",
                        "  ▁▁                                  ▄▄██",
                        "  00          06          12          18        23",
                        "",
                        "  Logins per region",
                        "  RI                     5,120  61.54 %  ███████",
                        "  NY                     2,560  30.77 %  ███▌",
                        "  TX                       640   7.69 %  ▉",
                        "",
                        "  Device usage",
                        "  iOS                    6,000 100.00 %  ███████",
                        "",
                        "  App versions",
                        "  2.3.0                  9,000  72.90 %  ███████",
                        "  2.2.1                  3,345  27.10 %  ██▋",
                        "",
                        "  Rejected because",
                        "         180  missing",
                        "          30  not-json");
    }

    @Test
    void whatIsNotAskedForIsNotShown() {
        assertThat(new SummaryTable(true, Set.of(), 10, "UTC")
                        .lines(SnapshotFixture.busy(), Optional.empty(), Optional.empty(), PLAIN))
                .anySatisfy(line -> assertThat(line).contains("Peak hour"))
                .noneSatisfy(line -> assertThat(line).contains("Logins per region"))
                .noneSatisfy(line -> assertThat(line).contains("Device usage"));
        assertThat(new SummaryTable(false, Set.of(Metric.Ranked.DEVICE_USAGE), 10, "UTC")
                        .lines(SnapshotFixture.busy(), Optional.empty(), Optional.empty(), PLAIN))
                .contains("  Device usage", "  iOS             6,000 100.00 %  █████")
                .noneSatisfy(line -> assertThat(line).contains("Peak hour"));
    }

    @Test
    void theRestIsAddedUpAsOthers() {
        assertThat(new SummaryTable(false, Set.of(Metric.Ranked.LOGINS_PER_REGION), 1, "UTC")
                        .lines(SnapshotFixture.busy(), Optional.empty(), Optional.empty(), PLAIN))
                .contains("  RI              5,120  61.54 %  █████", "  others          3,200  38.46 %");
    }

    @Test
    void noRejectionIsNoReason() {
        assertThat(table.lines(SnapshotFixture.empty(), Optional.empty(), Optional.empty(), PLAIN))
                .noneSatisfy(line -> assertThat(line).contains("Rejected"));
    }

    @Test
    void aReasonThatIsTooLongEndsWithAnEllipsis() {
        Ranking long26 = ranking(entry("abcdefghijklmnopqrstuvwxyz", 7));
        Panels panels = new Panels(40, false, true, true);

        assertThat(panels.reasons(long26)).contains("           7  abcdefghijklmnopqrstuvwxyz");
        assertThat(new Panels(39, false, true, true).reasons(long26))
                .contains("           7  abcdefghijklmnopqrstuvwx…");
    }

    @Test
    void aNarrowAsciiTerminalIsNotOverrun() {
        Snapshot named = SnapshotFixture.named(ranking(entry("東京", 4)), ranking(entry("\u001b[2J", 4)));

        assertThat(table.lines(named, Optional.empty(), Optional.empty(), new Terminal(false, 40, false, false)))
                .allSatisfy(line -> assertThat("|" + line).isASCII().hasSizeLessThanOrEqualTo(41));
    }
}
