package io.kafkafetch.adapters.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.console.text.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InputProgressTest {

    private static final Terminal LIVE = new Terminal(true, 80, false, false);

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();

    private InputProgress progress(Terminal terminal, long totalBytes) {
        return InputProgress.on(new PrintStream(screen, true, UTF_8), terminal, totalBytes, nanos::get);
    }

    @Test
    void bytesRateAndTimeLeftAreShownAndTakenAway() {
        try (InputProgress progress = progress(LIVE, 100 << 20)) {
            nanos.set(Duration.ofSeconds(1).toNanos());
            progress.read(50 << 20);
        }

        assertThat(screen.toString(UTF_8))
                .contains("50%", "50/100 MiB", "MiB/s")
                .endsWith("\r");
        assertThat(screen.toString(UTF_8).split("\r"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
    }

    @Test
    void withoutASizeTheBytesAreShown() {
        try (InputProgress progress = progress(LIVE, -1)) {
            nanos.set(Duration.ofSeconds(1).toNanos());
            progress.read(50 << 20);
        }

        assertThat(screen.toString(UTF_8)).contains("50/? MiB");
    }

    @Test
    void whatIsOverSoonLeavesNoTrace() {
        try (InputProgress progress = progress(LIVE, 100 << 20)) {
            nanos.set(Duration.ofMillis(400).toNanos());
            progress.read(100 << 20);
        }

        assertThat(screen.size()).isZero();
    }

    @Test
    void nothingIsDrawnWhereNoTerminalIs() {
        try (InputProgress progress = progress(new Terminal(false, 80, false, true), 100 << 20)) {
            nanos.set(Duration.ofSeconds(9).toNanos());
            progress.read(50 << 20);
        }

        assertThat(screen.size()).isZero();
    }
}
