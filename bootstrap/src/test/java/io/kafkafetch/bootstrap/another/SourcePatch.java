package io.kafkafetch.bootstrap.another;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A unified diff. A hunk goes where its old lines are, whatever their numbers: code around it may come and go. */
final class SourcePatch {

    private static final String FILE = "+++ b/";

    /** Lines that stand together, each ended by a line feed. */
    private record Hunk(String before, String after) {}

    private final String name;
    private final Map<String, List<Hunk>> hunks = new LinkedHashMap<>();
    private final int added;
    private final int removed;

    private SourcePatch(String name, List<String> lines) {
        this.name = name;
        List<Hunk> ofFile = new ArrayList<>();
        int plus = 0;
        int minus = 0;
        for (String line : lines) {
            if (line.startsWith("diff ") || line.startsWith("---")) {
                continue;
            }
            if (line.startsWith(FILE)) {
                ofFile = new ArrayList<>();
                hunks.put(line.substring(FILE.length()), ofFile);
            } else if (line.startsWith("@@")) {
                ofFile.add(new Hunk("", ""));
            } else {
                Hunk hunk = ofFile.removeLast();
                String text = line.substring(1) + "\n";
                plus += line.startsWith("+") ? 1 : 0;
                minus += line.startsWith("-") ? 1 : 0;
                ofFile.add(new Hunk(
                        line.startsWith("+") ? hunk.before : hunk.before + text,
                        line.startsWith("-") ? hunk.after : hunk.after + text));
            }
        }
        added = plus;
        removed = minus;
    }

    static SourcePatch read(Path file) throws IOException {
        return new SourcePatch(file.toString(), Files.readAllLines(file));
    }

    /** Paths of the files that it changes. */
    Set<String> files() {
        return hunks.keySet();
    }

    /** How many lines it adds. */
    int added() {
        return added;
    }

    /** How many lines it takes away. */
    int removed() {
        return removed;
    }

    /** The file's text with all of its hunks; as it is where there is none. */
    String apply(String file, String text) {
        String changed = "\n" + text;
        for (Hunk hunk : hunks.getOrDefault(file, List.of())) {
            String before = "\n" + hunk.before;
            int at = changed.indexOf(before);
            if (at < 0 || changed.indexOf(before, at + 1) >= 0) {
                throw new AssertionError(name + ": these lines are "
                        + (at < 0 ? "not in " : "more than once in ") + file
                        + " any more. Write what has to become of the present ones:\n" + hunk.before);
            }
            changed = changed.substring(0, at) + "\n" + hunk.after + changed.substring(at + before.length());
        }
        return changed.substring(1);
    }
}
