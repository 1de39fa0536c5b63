package io.kafkafetch.adapters.file.text;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a text that is not JSON looks like. A guess for a hint; it decides nothing. */
enum Lookalike {
    CSV("CSV: convert it, as by `mlr --icsv --ojsonl cat FILE | kafka-fetch analyze -`"),
    TSV("tab-separated values: convert it, as by `mlr --itsv --ojsonl cat FILE | kafka-fetch analyze -`"),
    LOG_WITH_JSON("a log with JSON in its lines: cut it out, as by `sed 's/^[^{]*//' FILE | kafka-fetch analyze -`"),
    LOG("a log: export the logins themselves, as JSON"),
    XML("XML or HTML: export it as JSON"),
    BINARY("binary data: export it as JSON"),
    JSON("JSON, but not one object a line: convert it, as by `jq -c '.[]' FILE | kafka-fetch analyze -`"),
    UNKNOWN("something else");

    private static final Pattern LOG_LINE = Pattern.compile("^\\W{0,2}(\\d{4}[-/]\\d\\d[-/]\\d\\d[T ,]|<\\d{1,3}>|"
            + "[A-Z][a-z]{2} [ \\d]\\d \\d\\d:|\\d\\d:\\d\\d:\\d\\d|\\d{1,3}(\\.\\d{1,3}){3} |"
            + "(TRACE|DEBUG|INFO|WARN|ERROR)\\b).*");
    private static final int MIN_COLUMNS = 3;

    private final String text;

    Lookalike(String text) {
        this.text = text;
    }

    /** By the first lines; a char a byte. */
    static Optional<Lookalike> of(String text) {
        List<String> lines = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(2)
                .toList();
        return lines.isEmpty() ? Optional.empty() : of(lines.getFirst(), lines.getLast());
    }

    private static Optional<Lookalike> of(String first, String second) {
        if (first.chars().anyMatch(c -> c < ' ' && c != '\t' && c != 0x1b)) {
            return Optional.of(BINARY);
        }
        if (first.startsWith("{") || first.startsWith("[{")) {
            return Optional.of(JSON);
        }
        if (first.startsWith("<") && first.endsWith(">")) {
            return Optional.of(XML);
        }
        if (LOG_LINE.matcher(first).matches()) {
            return Optional.of(first.contains("{\"") ? LOG_WITH_JSON : LOG);
        }
        if (isTable(first, second, '\t')) {
            return Optional.of(TSV);
        }
        return isTable(first, second, ',') || isTable(first, second, ';') ? Optional.of(CSV) : Optional.empty();
    }

    String hint() {
        return "analyze reads a JSON object a line (NDJSON), and this looks like " + text;
    }

    private static boolean isTable(String first, String second, char separator) {
        long columns = first.chars().filter(c -> c == separator).count() + 1;
        return columns >= MIN_COLUMNS
                && second.chars().filter(c -> c == separator).count() + 1 >= columns;
    }
}
