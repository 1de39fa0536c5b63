package io.kafkafetch.adapters.console;

import static io.kafkafetch.adapters.console.SnapshotFixture.entry;
import static io.kafkafetch.adapters.console.SnapshotFixture.ranking;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.domain.insight.Frequencies;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Ranking;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RendererTest {

    private final Renderer unicode = new Renderer(80, false, true);
    private final Renderer ascii = new Renderer(80, false, false);

    @Test
    void aBusyRunFillsEightyColumns() {
        assertThat(unicode.view(SnapshotFixture.busy()))
                .containsExactly(
                        "kafka-fetch                                          localhost:9092   01:02:03",
                        "",
                        "  accepted          12,345  98.33 %      logins/s           2,010",
                        "  rejected             210   1.67 %      batches              247",
                        "  generated         12,600               insights           2,470",
                        "",
                        "  Peak hour  19:00-20:00  8,123 logins",
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
                        "",
                        "",
                        "  Rejected because  missing 180  not-json 30");
    }

    @Test
    void skippedRecordsHaveALineBelowWhereThereAreAny() {
        assertThat(unicode.view(SnapshotFixture.skipping(50_000)))
                .startsWith(
                        "kafka-fetch                                          localhost:9092   01:02:03",
                        "",
                        "  accepted          12,345  19.73 %      logins/s           2,010",
                        "  rejected             210   0.34 %      batches              247",
                        "  generated         12,600               insights           2,470",
                        "  skipped           50,000  79.93 %",
                        "",
                        "  Peak hour  19:00-20:00  8,123 logins");
        assertThat(new Renderer(40, false, true).view(SnapshotFixture.skipping(50_000)))
                .containsSequence(
                        "  generated         12,600",
                        "  skipped           50,000  79.93 %",
                        "  logins/s           2,010",
                        "  batches              247",
                        "  insights           2,470",
                        "");
        assertThat(unicode.summary(SnapshotFixture.skipping(50_000)))
                .startsWith("accepted 12,345  rejected 210  skipped 50,000  rate 2,010/s");
    }

    @Test
    void aRunThatHasSeenNothingShowsZeros() {
        assertThat(unicode.view(SnapshotFixture.empty()))
                .containsExactly(
                        "kafka-fetch                                          localhost:9092   00:00:00",
                        "",
                        "  accepted               0               logins/s               0",
                        "  rejected               0               batches                0",
                        "  read                   0               insights               0",
                        "",
                        "  Peak hour  -",
                        "",
                        "  Logins per region                      Device usage",
                        "",
                        "",
                        "",
                        "",
                        "  App versions",
                        "",
                        "",
                        "",
                        "");
    }

    @Test
    void withoutUnicodeEveryCharacterIsAscii() {
        Snapshot snapshot =
                SnapshotFixture.named(ranking(entry("東京", 4), entry("a name far too long for here", 1)), Ranking.EMPTY);

        assertThat(String.join("", ascii.view(snapshot)))
                .isASCII()
                .contains("#####")
                .contains("??  ")
                .contains("a name far~");
    }

    @Test
    void moreNamesThanRowsAreOthersAndTheCountsAddUp() {
        List<Frequencies.Entry> many =
                IntStream.range(0, 9).mapToObj(i -> entry("region" + i, 10)).toList();

        assertThat(unicode.view(SnapshotFixture.named(new Ranking(many, 10), Ranking.EMPTY)))
                .filteredOn(line -> line.startsWith("  region"))
                .hasSize(3);
        assertThat(unicode.view(SnapshotFixture.named(new Ranking(many, 10), Ranking.EMPTY)))
                .anySatisfy(line -> assertThat(line).matches(" {2}others +70 +70\\.00 %"));
    }

    @Test
    void coloursOnlyAddToTheSameText() {
        List<String> coloured = new Renderer(80, true, true).view(SnapshotFixture.busy());

        assertThat(coloured).anySatisfy(line -> assertThat(line).contains("\u001b[32m12,345\u001b[0m"));
        assertThat(coloured.stream()
                        .map(line -> line.replaceAll("\u001b\\[\\d+m", "").stripTrailing()))
                .isEqualTo(unicode.view(SnapshotFixture.busy()));
    }

    @Test
    void fortyColumnsHoldNamesInFullOneRankingBelowTheOther() {
        assertThat(new Renderer(40, false, true).view(SnapshotFixture.busy()))
                .startsWith("kafka-fetch  localhost:9092   01:02:03", "", "  accepted          12,345  98.33 %")
                .contains(
                        "  Logins per region",
                        "  NY             2,560  30.77 %  ██▌",
                        "  00    06    12    18   23",
                        "  Device usage")
                .noneMatch(line -> line.contains("…"))
                .endsWith("  Rejected because  missing 180", "    not-json 30");
    }

    @Test
    void aSourceThatWouldTouchTheProgramsNameHasALineOfItsOwn() {
        Snapshot snapshot = new LiveTotals("localhost:29092  http://127.0.0.1:8080", () -> 0).snapshot();

        assertThat(new Renderer(40, false, true).view(snapshot))
                .startsWith("kafka-fetch                   00:00:00", "  localhost:29092  http://127.0.0.1:8…");
        assertThat(unicode.view(snapshot))
                .startsWith("kafka-fetch                  localhost:29092  http://127.0.0.1:8080   00:00:00");
    }

    @Test
    void reasonsAreNotCutAndAddUp() {
        Ranking reasons = ranking(
                entry("missing", 1_543),
                entry("empty", 90),
                entry("not-utf8", 60),
                entry("blank", 56),
                entry("not-an-object", 50));

        assertThat(new Panels(80, false, true, false).reasonsInLines(reasons))
                .containsExactly(
                        "  Rejected because  missing 1,543  empty 90  not-utf8 60  blank 56", "    not-an-object 50");
        assertThat(new Panels(40, false, true, true).reasonsInLines(reasons))
                .containsExactly("  Rejected because  missing 1,543", "    empty 90  not-utf8 60  others 106");
    }

    @Test
    void aPeakOfMoreThanThisRunSaysSo() {
        LiveTotals totals = new LiveTotals("", () -> 0);
        totals.peakHour("user-login-0", new Insight.PeakHour(9, 20));
        totals.peakOf(" of all runs");

        assertThat(unicode.view(totals.snapshot())).contains("  Peak hour  09:00-10:00  20 logins of all runs");
    }

    @Test
    void theSummaryIsOneLine() {
        assertThat(unicode.summary(SnapshotFixture.busy()))
                .isEqualTo("accepted 12,345  rejected 210  rate 2,010/s  peak 19:00 (8,123)"
                        + "  top region RI 5,120  top device type iOS 6,000  top app version 2.3.0 9,000");
        assertThat(unicode.summary(SnapshotFixture.empty())).isEqualTo("accepted 0  rejected 0  rate 0/s");
    }
}
