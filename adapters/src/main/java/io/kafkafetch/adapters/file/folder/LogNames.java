package io.kafkafetch.adapters.file.folder;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Which names of a folder are those of a log's rotated files: {@code app.log.1}, {@code app.log-20261129.gz} and whatever
 * begins with the log's name; {@code app-2026-11-29.log} and {@code app.2.log}, where a number or date stands before its
 * extension; and where the log's own name holds a date, as does what a link leads to, that name with other digits.
 */
record LogNames(Pattern rotated) {

    /** Nothing that a log is rotated to: what is being written, and what editors and people keep beside it. */
    private static final Pattern OTHERS = Pattern.compile(
            ".*(~|\\.(zip|7z|lzma|tmp|temp|swp|swx|part|filepart|bak|orig|lock|md5|sha1|sha256|asc|sig))",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private static final Pattern PACKED = Pattern.compile(".*\\.(xz|bz2)", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    /** Digits that make a date, or an hour of one; fewer are rather the number of one log of several. */
    private static final int DATE_DIGITS = 6;

    static LogNames of(Path log) {
        String name = log.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String base = dot > 0 ? name.substring(0, dot) : name;
        String extension = dot > 0 ? name.substring(dot) : "";
        String longer = Pattern.quote(name) + ".+";
        String dated = Pattern.quote(base) + "[-_.][0-9][-0-9TZ_.:+]*" + Pattern.quote(extension) + "(\\..+)?";
        return new LogNames(Pattern.compile(
                longer + "|" + dated + (isDated(name, base) ? "|" + shape(name) + "([-_.].+)?" : ""), Pattern.DOTALL));
    }

    /** Whether a file of this name is one of the log's only if it is compressed as its name says. */
    static boolean isPacked(String name) {
        return PACKED.matcher(name).matches();
    }

    boolean isRotated(String name) {
        return rotated.matcher(name).matches() && !OTHERS.matcher(name).matches();
    }

    /** Also {@code 0.log}, as container runtimes count their restarts. */
    private static boolean isDated(String name, String base) {
        return name.chars().filter(LogNames::isDigit).count() >= DATE_DIGITS
                || base.chars().allMatch(LogNames::isDigit);
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    private static String shape(String name) {
        return NUMBER.splitAsStream("\0" + name + "\0")
                .map(text -> Pattern.quote(text.replace("\0", "")))
                .reduce((before, after) -> before + "[0-9]+" + after)
                .orElseThrow();
    }
}
