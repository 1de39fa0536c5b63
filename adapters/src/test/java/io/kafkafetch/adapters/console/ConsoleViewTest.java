package io.kafkafetch.adapters.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.console.text.DisplayText;
import io.kafkafetch.adapters.console.text.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsoleViewTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Terminal.Size size = new Terminal.Size(80, 50);
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

    /** Ctrl-Z and `kill -9` may come after any frame. */
    @Test
    void betweenFramesTheTerminalHasItsCursorAndItsWrapping() {
        ConsoleView view = view(true);
        view.show(SnapshotFixture.busy());
        assertThat(written()).startsWith("\u001b[?25l\u001b[?7l").endsWith("\u001b[J\u001b[?7h\u001b[?25h");

        view.close();
        view.close();
        view.show(SnapshotFixture.empty());
        assertThat(written()).containsOnlyOnce("\u001b[?25h");
    }

    @Test
    void aWindowOfAnotherSizeIsDrawnOnFromItsTopAndFilledToItsLastLineButOne() {
        ConsoleView view = view(true);
        view.show(SnapshotFixture.busy());
        now = now.plusSeconds(1);
        view.show(SnapshotFixture.busy());
        assertThat(written()).doesNotContain("\u001b[2J");

        size = new Terminal.Size(40, 10);
        now = now.plusSeconds(1);
        bytes.reset();
        view.show(SnapshotFixture.busy());

        assertThat(written()).contains("\u001b[H\u001b[2J\r").doesNotContain("A\r");
        assertThat(written().lines())
                .hasSize(1 + 9 + 1) // control sequences before and behind it
                .allSatisfy(line -> assertThat(DisplayText.width(line.replaceAll("\u001b\\[[?\\d]*[a-zA-Z]", "")))
                        .isLessThanOrEqualTo(40));
    }

    @Test
    void afterAStopTheViewBeginsBelowTheShellsText() {
        ConsoleView view = view(true);
        view.show(SnapshotFixture.busy());
        now = now.plusSeconds(60);
        bytes.reset();
        view.show(SnapshotFixture.busy());

        assertThat(written()).doesNotContain("A\r");
    }

    @Test
    void aLineOfTheLogGoesAboveTheView() {
        ConsoleView view = view(true);
        view.show(SnapshotFixture.empty());
        int lines = new Renderer(80, false, true).view(SnapshotFixture.empty()).size();
        bytes.reset();

        PrintStream log = view.beside(new PrintStream(OutputStream.nullOutputStream()));
        log.print("a line");
        assertThat(written()).isEmpty();
        log.println(" of the log");

        assertThat(written())
                .contains("\u001b[" + lines + "A\r\u001b[J\u001b[?7h\u001b[?25ha line of the log\n")
                .containsOnlyOnce("kafka-fetch");
        assertThat(written().indexOf("a line")).isLessThan(written().indexOf("kafka-fetch"));
    }

    @Test
    void withoutATerminalTheLogGoesItsWay() {
        PrintStream err = new PrintStream(OutputStream.nullOutputStream());

        assertThat(view(false).beside(err)).isSameAs(err);
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
                new PrintStream(bytes, false, StandardCharsets.UTF_8),
                new Terminal(live, 80, false, true),
                () -> Optional.of(size),
                clock);
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
