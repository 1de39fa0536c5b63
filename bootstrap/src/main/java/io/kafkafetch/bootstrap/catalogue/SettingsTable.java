package io.kafkafetch.bootstrap.catalogue;

import io.kafkafetch.bootstrap.settings.Setting;
import io.kafkafetch.bootstrap.settings.Setting.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The catalogue as text: for the help of {@code run}, and for the documentation. */
public final class SettingsTable {

    /** Columns before the texts of the help, and in all. */
    private static final int INDENT = 30;

    private static final int WIDTH = 80;

    private static final List<String> KAFKAS =
            List.of("KAFKA_…", "any setting of Kafka's clients: `KAFKA_MAX_POLL_RECORDS` is `max.poll.records`");

    private static final List<String> FILES =
            List.of("KAFKA_…_FILE", "file that holds the value of `KAFKA_…`, as a password");

    private SettingsTable() {}

    /** The settings by group, with their defaults, in at most 80 columns. */
    public static List<String> help() {
        List<String> lines = new ArrayList<>();
        for (Group group : Group.values()) {
            lines.add((lines.isEmpty() ? "" : "\n") + group.title() + ":");
            Catalogue.SETTINGS.stream()
                    .filter(setting -> setting.group() == group)
                    .forEach(setting -> lines.addAll(entry(setting.variable(), setting.text() + byDefault(setting))));
            if (group == Group.KAFKA) {
                lines.addAll(entry(KAFKAS.getFirst(), KAFKAS.getLast()));
                lines.addAll(entry(FILES.getFirst(), FILES.getLast()));
            }
        }
        return lines.stream().flatMap(String::lines).toList();
    }

    /** The rows of the documentation's table, in Markdown. */
    public static List<String> markdown() {
        return Stream.concat(
                        Stream.of("| Variable | Meaning | Default | Range |", "|---|---|---|---|"),
                        Stream.concat(
                                Catalogue.SETTINGS.stream().map(SettingsTable::row),
                                Stream.of(
                                        "| `" + KAFKAS.getFirst() + "` | " + KAFKAS.getLast() + " | | see Kafka |",
                                        "| `" + FILES.getFirst() + "` | " + FILES.getLast()
                                                + "; see [Secrets in files](#secrets-in-files) | | a path |")))
                .toList();
    }

    private static String row(Setting<?> setting) {
        String byDefault = setting.byDefault().isEmpty() ? setting.found() : "`" + setting.byDefault() + "`";
        return "| `" + setting.variable() + "` | " + setting.text() + setting.more() + " |"
                + (byDefault.isEmpty() ? " " : " " + byDefault + " ") + "| "
                + setting.type().range() + " |";
    }

    private static String byDefault(Setting<?> setting) {
        String byDefault = setting.byDefault().isEmpty() ? setting.found() : setting.byDefault();
        return byDefault.isEmpty() ? "" : " (" + byDefault + ")";
    }

    /** A name and its text, which is broken at spaces. */
    private static List<String> entry(String name, String markdown) {
        String text = markdown.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1").replace("`", "");
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(String.format("  %-" + (INDENT - 3) + "s", name));
        for (String word : text.split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(INDENT - 1));
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
