package io.kafkafetch.adapters.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.console.text.DisplayText;
import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.adapters.json.WindowRecord;
import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.Frequencies;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.rollup.Names;
import io.kafkafetch.domain.rollup.Resolution;
import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.rollup.WindowTally;
import io.kafkafetch.domain.users.UniqueUsers;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTableTest {

    private static final Set<Dimension> ALL = Set.of(Dimension.values());

    private static WindowRecord window(Resolution resolution, String start, long logins, String region) {
        return WindowRecord.of(
                Optional.of(new Window(resolution, Instant.parse(start).getEpochSecond())),
                tally(logins, region),
                true,
                ALL,
                1);
    }

    private static WindowTally tally(long logins, String region) {
        long[] hours = new long[HourCounts.HOURS];
        hours[7] = logins;
        return new WindowTally(
                HourCounts.of(hours),
                dimension ->
                        Names.of(new Frequencies(Map.of(dimension == Dimension.REGION ? region : "x", logins)), 10),
                UniqueUsers.NONE);
    }

    private static List<String> lines(String zone, int width, Resolution by, WindowRecord... windows) {
        return new WindowTable(ZoneId.of(zone), by).lines(List.of(windows), new Terminal(false, width, false, true));
    }

    @Test
    void aWindowIsALineWithItsShareOfTheMostAsABar() {
        assertThat(lines(
                        "UTC",
                        120,
                        Resolution.HOUR,
                        window(Resolution.HOUR, "2024-03-01T07:00:00Z", 1_000, "RI"),
                        window(Resolution.HOUR, "2024-03-01T08:00:00Z", 500, "NY")))
                .containsExactly(
                        "  UTC                    logins                    region              device type         app version",
                        "  2024-03-01 07:00        1,000  ████████████████  RI 100.0 %          x 100.0 %           x 100.0 %",
                        "  2024-03-01 08:00          500  ████████          NY 100.0 %          x 100.0 %           x 100.0 %");
    }

    @Test
    void anHourThatOccursTwiceIsToldApartByItsOffset() {
        assertThat(lines(
                        "Europe/Berlin",
                        60,
                        Resolution.HOUR,
                        window(Resolution.HOUR, "2024-10-27T00:00:00Z", 1, "RI"),
                        window(Resolution.HOUR, "2024-10-27T01:00:00Z", 1, "RI")))
                .satisfiesExactly(
                        header -> assertThat(header).contains("Europe/Berlin"),
                        first -> assertThat(first).contains("2024-10-27 02:00 +02:00"),
                        second -> assertThat(second).contains("2024-10-27 02:00 +01:00"));
    }

    @Test
    void longerWindowsAmongShorterOnesSaySo() {
        WindowRecord older = WindowRecord.of(Optional.empty(), tally(1, "RI"), false, Set.of(), 1);
        assertThat(lines(
                        "UTC",
                        80,
                        Resolution.MINUTE,
                        older,
                        window(Resolution.DAY, "2024-03-01T00:00:00Z", 1, "RI"),
                        window(Resolution.HOUR, "2024-03-02T01:00:00Z", 1, "RI"),
                        window(Resolution.MINUTE, "2024-03-02T02:03:00Z", 1, "RI")))
                .extracting(line -> line.substring(0, 24).strip())
                .containsExactly("UTC", "older", "2024-03-01 Fri, 1 d", "2024-03-02 01:00, 1 h", "2024-03-02 02:03");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 72, 80, 120})
    void noLineIsWiderThanTheTerminal(int width) {
        assertThat(lines(
                        "America/Argentina/ComodRivadavia",
                        width,
                        Resolution.MINUTE,
                        window(
                                Resolution.MINUTE,
                                "2024-03-02T02:03:00Z",
                                Long.MAX_VALUE,
                                "\u001b[2J\u4e2d".repeat(40))))
                .allSatisfy(line -> assertThat(DisplayText.width(line)).isLessThanOrEqualTo(width))
                .noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void ofNoWindowThereIsNoLine() {
        assertThat(lines("UTC", 80, Resolution.HOUR)).isEmpty();
    }
}
