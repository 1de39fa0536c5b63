package io.kafkafetch.adapters.console.text;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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
    private static final File TERMINAL = new File("/dev/tty");
    private static final Pattern TERMINAL_DEVICE = Pattern.compile("/dev/(pts/\\d+|tty.*|console)");
    private static final Pattern STTY_SIZE = Pattern.compile("(\\d{1,5}) (\\d{1,5})\\s*");

    /** A stream of this process. */
    private enum Descriptor {
        OUT(1),
        ERR(2);

        private final int number;

        Descriptor(int number) {
            this.number = number;
        }
    }

    /**
     * This process's standard output. Live if it is a terminal other than a dumb one; coloured if so and
     * {@code NO_COLOR} (no-color.org) is unset or empty. The width comes from {@code COLUMNS} or {@code stty}, is 80 where
     * neither knows it, and stays between 40 and 120.
     */
    public static Terminal ofThisProcess() {
        return of(Descriptor.OUT, System.out.charset());
    }

    /** This process's standard error, as {@link #ofThisProcess()}. */
    public static Terminal ofStandardError() {
        return of(Descriptor.ERR, System.err.charset());
    }

    /** Whether this process's standard output is a terminal, be it a dumb one. */
    public static boolean isStandardOutput() {
        return isTerminal(Descriptor.OUT);
    }

    /**
     * What can be seen of a terminal at a time.
     *
     * @param columns as {@link Terminal#width}
     * @param rows at least 1
     */
    public record Size(int columns, int rows) {}

    /** How large this process's terminal is now; empty where nobody knows. A window may change at any time. */
    public static Optional<Size> sizeNow() {
        return sttySize().map(size -> new Size(width(System.getenv(), OptionalInt.of(size.columns())), size.rows()));
    }

    private static Terminal of(Descriptor descriptor, Charset charset) {
        boolean terminal = isTerminal(descriptor);
        return of(
                System.getenv(),
                terminal,
                charset.equals(StandardCharsets.UTF_8),
                terminal
                        ? sttySize().map(size -> OptionalInt.of(size.columns())).orElse(OptionalInt.empty())
                        : OptionalInt.empty());
    }

    static Terminal of(Map<String, String> environment, boolean terminal, boolean utf8, OptionalInt sttyColumns) {
        boolean live = terminal && !"dumb".equals(environment.get("TERM"));
        boolean colour = live && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(live, width(environment, sttyColumns), colour, utf8);
    }

    private static int width(Map<String, String> environment, OptionalInt sttyColumns) {
        int width = columns(environment.getOrDefault("COLUMNS", "")).orElse(sttyColumns.orElse(DEFAULT_WIDTH));
        return Math.clamp(width, MIN_WIDTH, MAX_WIDTH);
    }

    private static OptionalInt columns(String text) {
        return text.matches("[1-9]\\d{0,4}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    /**
     * Linux says it in {@code /proc}, other systems' shells do. {@link System#console()} does not help: it is null as well
     * where only the input comes from a pipe.
     */
    private static boolean isTerminal(Descriptor descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor.number);
        if (Files.isSymbolicLink(link)) {
            try {
                return TERMINAL_DEVICE
                        .matcher(Files.readSymbolicLink(link).toString())
                        .matches();
            } catch (IOException closed) {
                return false;
            }
        }
        return run(new ProcessBuilder("test", "-t", Integer.toString(descriptor.number)).inheritIO())
                .isPresent();
    }

    /** Java cannot ask a terminal for its size; {@code stty}, where there is one, can. */
    private static Optional<Size> sttySize() {
        Matcher size = STTY_SIZE.matcher(run(new ProcessBuilder("stty", "size")
                        .redirectInput(TERMINAL)
                        .redirectError(ProcessBuilder.Redirect.DISCARD))
                .orElse(""));
        if (!size.matches()) {
            return Optional.empty();
        }
        int rows = Integer.parseInt(size.group(1));
        int columns = Integer.parseInt(size.group(2));
        return rows > 0 && columns > 0 ? Optional.of(new Size(columns, rows)) : Optional.empty();
    }

    /** What the command prints; empty if it fails. */
    private static Optional<String> run(ProcessBuilder command) {
        try {
            Process process = command.start();
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                process.destroy();
                return Optional.empty();
            }
            return process.exitValue() == 0
                    ? Optional.of(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
