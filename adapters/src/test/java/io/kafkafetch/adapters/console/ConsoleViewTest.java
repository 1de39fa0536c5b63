package io.kafkafetch.adapters.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ConsoleViewTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Instant now = Instant.parse("2026-11-23T12:00:05Z");
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);

    @Test
    void elsewhereThanOnATerminalAPlainLineIsWrittenEveryFiveSeconds() {
        try (ConsoleView view = view(false)) {
            for (int tick = 0; tick <= 100; tick++) {
                view.show(SnapshotFixture.empty());
                now = now.plusMillis(100);
            }
        }

        assertThat(written()).doesNotContain("\u001b").isEqualToNormalizingNewlines("""
                12:00:05  accepted 0  rejected 0  rate 0/s
                12:00:10  accepted 0  rejected 0  rate 0/s
                12:00:15  accepted 0  rejected 0  rate 0/s
                """);
    }

    @Test
    void aTerminalIsRedrawnInPlaceFiveTimesASecondAtMost() {
        try (ConsoleView view = view(true)) {
            for (int tick = 0; tick < 100; tick++) {
                view.show(SnapshotFixture.empty());
                now = now.plusMillis(10);
            }
            int lines =
                    new Renderer(80, false, true).view(SnapshotFixture.empty()).size();
            assertThat(written().split("kafka-fetch", -1)).hasSize(1 + 5);
            assertThat(written().split("\u001b\\[" + lines + "A\r", -1)).hasSize(1 + 4);
        }
    }

    @Test
    void theLastSnapshotIsShownAtTheEnd() {
        try (ConsoleView view = view(false)) {
            view.show(SnapshotFixture.empty());
            view.show(SnapshotFixture.busy());
        }

        assertThat(written()).contains("accepted 0 ").contains("accepted 12,345 ");
    }

    @Test
    void closingGivesTheTerminalItsCursorAndItsWrappingBackOnce() {
        ConsoleView view = view(true);
        view.show(SnapshotFixture.busy());
        assertThat(written()).startsWith("\u001b[?25l\u001b[?7l");
        view.close();
        view.close();
        view.show(SnapshotFixture.empty());

        assertThat(written()).endsWith("\u001b[J\u001b[?7h\u001b[?25h").containsOnlyOnce("\u001b[?25h");
    }

    @Test
    void aViewThatShowedNothingWritesNothing() {
        view(true).close();

        assertThat(written()).isEmpty();
    }

    @Test
    void aClockSetBackDoesNotFreezeTheView() {
        try (ConsoleView view = view(false)) {
            view.show(SnapshotFixture.empty());
            now = now.minus(Duration.ofHours(1));
            view.show(SnapshotFixture.empty());

            assertThat(written()).contains("11:00:05");
        }
    }

    private ConsoleView view(boolean live) {
        return new ConsoleView(
                new PrintStream(bytes, false, StandardCharsets.UTF_8), new Terminal(live, 80, false, true), clock);
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
