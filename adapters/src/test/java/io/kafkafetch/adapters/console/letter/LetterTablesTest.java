package io.kafkafetch.adapters.console.letter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.console.text.DisplayText;
import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.application.letter.Content;
import io.kafkafetch.application.letter.Failure;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterReason;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.LetterStats;
import io.kafkafetch.application.letter.Marker;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterTablesTest {

    private static final Instant TIME = Instant.parse("2026-01-05T09:00:00Z");

    private static Terminal terminal(int width) {
        return new Terminal(false, width, false, true);
    }

    private static Letter letter(long offset, LetterReason... reasons) {
        return new Letter(
                new LetterId(new Partition("user-login-dlq", 0), offset),
                TIME,
                new Failure(
                        Optional.of(new Origin(new Partition("user-login", 0), 1_000 + offset)),
                        "",
                        List.of(reasons),
                        TIME,
                        "kafka-fetch",
                        0,
                        Optional.empty()),
                new Content.Whole(new Original(null, "canary".getBytes(UTF_8), List.of())));
    }

    private static List<String> list(int width) {
        LetterTable table = new LetterTable(terminal(width));
        table.add(letter(17, new LetterReason("missing", "device_type")), LetterState.OPEN);
        table.add(
                letter(
                        123_456,
                        new LetterReason("missing", "user_id"),
                        new LetterReason("blank", "ip"),
                        new LetterReason("wrong-type", "timestamp")),
                LetterState.DISCARDED);
        return table.lines();
    }

    @Test
    void aListReadsWellAtEightyColumns() {
        assertThat(list(80))
                .containsExactly(
                        "LETTER                   STATE      REASONS                  FAILED (UTC)",
                        "user-login-dlq-0@17      open       missing device_type      2026-01-05 09:00:00",
                        "user-login-dlq-0@123456  discarded  missing user_id, blank…  2026-01-05 09:00:00");
    }

    @Test
    void aListShowsWhereRecordsWereWhereThereIsRoom() {
        assertThat(list(120))
                .containsExactly(
                        "LETTER                   STATE      REASONS                            FAILED (UTC)         "
                                + "FROM                 REPLAYS",
                        "user-login-dlq-0@17      open       missing device_type                2026-01-05 09:00:00  "
                                + "user-login-0@1017    0",
                        "user-login-dlq-0@123456  discarded  missing user_id, blank ip, wrong…  2026-01-05 09:00:00  "
                                + "user-login-0@124456  0");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 120})
    void idsAreNeverCut(int width) {
        assertThat(list(width).get(2)).startsWith("user-login-dlq-0@123456  ");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 120})
    void countsFitTheTerminal(int width) {
        LetterStats stats = new LetterStats();
        for (int i = 0; i < 30; i++) {
            stats.count(letter(i, new LetterReason("reason-" + i, "field_" + i)), LetterState.OPEN);
        }
        stats.count(letter(99, new LetterReason("missing", "ip")), LetterState.PARKED);

        List<String> lines = new StatsTable(
                        "user-login-dlq", Optional.of(Duration.ofDays(7)), TIME.plus(Duration.ofHours(1)))
                .lines(stats, terminal(width));

        assertThat(lines)
                .filteredOn(line -> !line.contains("published"))
                .allSatisfy(line -> assertThat(DisplayText.width(line)).isLessThanOrEqualTo(width));
        assertThat(String.join("\n", lines))
                .containsPattern("open +30\n")
                .containsPattern("parked +1\n")
                .containsPattern("10 others +10")
                .contains("the topic keeps it for 6 d 23 h more");
    }

    @Test
    void aLetterIsShownWithItsHistoryAndNothingOfItsPayload() {
        Letter letter = letter(17, new LetterReason("missing", "device_type"));

        List<String> lines = LetterSheet.of(
                letter,
                LetterState.PARKED,
                List.of(new Marker(letter.id(), LetterState.PARKED, "run-1", "", "", TIME, "asked \u001b[31m them")),
                true);

        assertThat(lines)
                .containsExactly(
                        "letter      user-login-dlq-0@17",
                        "state       parked",
                        "reason      missing device_type",
                        "record      user-login-0@1017",
                        "rejected by group kafka-fetch",
                        "failed      2026-01-05 09:00:00 UTC",
                        "published   2026-01-05 09:00:00 UTC",
                        "replays     0",
                        "holds       key none, value 6 bytes, 0 headers",
                        "history",
                        "  2026-01-05 09:00:00  parked, run run-1: asked ?[31m them");
    }

    @Test
    void aPayloadIsHarmlessForATerminal() {
        Original original = new Original(
                new byte[] {(byte) 0xff, 0},
                "a\u001b[31m\nb".getBytes(UTF_8),
                List.of(new Original.Header("n\u0007", null)));

        assertThat(LetterSheet.payload(original, true))
                .containsExactly("key:", "  (not UTF-8) ff 00", "header n?: none", "value:", "  a?[31m", "  b");
    }
}
