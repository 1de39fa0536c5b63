package io.kafkafetch.adapters.console;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the output can do.
 *
 * @param live redraws in place; otherwise lines follow each other
 * @param width in columns
 * @param colour shows ANSI colours
 * @param unicode shows block characters
 */
public record Terminal(boolean live, int width, boolean colour, boolean unicode) {

    private static final int DEFAULT_WIDTH = 80;
    private static final int MIN_WIDTH = 40;
    private static final int MAX_WIDTH = 120;
    private static final Pattern STTY_SIZE = Pattern.compile("\\d{1,5} (\\d{1,5})\\s*");

    /**
     * This process's standard output. Live if it is a terminal other than a dumb one; coloured if so and
     * {@code NO_COLOR} (no-color.org) is unset or empty. The width comes from {@code COLUMNS} or {@code stty}, is 80 where
     * neither knows it, and stays between 40 and 120.
     */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 went back to null where input or output is no terminal.
    public static Terminal ofThisProcess() {
        Console console = System.console();
        boolean terminal = console != null && console.isTerminal();
        boolean utf8 = System.out.charset().equals(StandardCharsets.UTF_8);
        return of(System.getenv(), terminal, utf8, terminal ? sttyColumns() : OptionalInt.empty());
    }

    static Terminal of(Map<String, String> environment, boolean terminal, boolean utf8, OptionalInt sttyColumns) {
        boolean live = terminal && !"dumb".equals(environment.get("TERM"));
        boolean colour = live && environment.getOrDefault("NO_COLOR", "").isEmpty();
        int width = columns(environment.getOrDefault("COLUMNS", "")).orElse(sttyColumns.orElse(DEFAULT_WIDTH));
        return new Terminal(live, Math.clamp(width, MIN_WIDTH, MAX_WIDTH), colour, utf8);
    }

    private static OptionalInt columns(String text) {
        return text.matches("[1-9]\\d{0,4}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    /** Java cannot ask a terminal for its size; {@code stty}, where there is one, can. */
    private static OptionalInt sttyColumns() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroy();
                return OptionalInt.empty();
            }
            Matcher size =
                    STTY_SIZE.matcher(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            return size.matches() ? columns(size.group(1)) : OptionalInt.empty();
        } catch (IOException e) {
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }
}
