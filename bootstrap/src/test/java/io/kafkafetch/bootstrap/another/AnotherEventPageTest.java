package io.kafkafetch.bootstrap.another;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What docs/ANOTHER-EVENT.md says about the sources is so: which of them change, how much, and that all others stay. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnotherEventPageTest {

    private static final Pattern COMMENTS = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");
    private static final Pattern TEXTS = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"");
    private static final Pattern CLASS = Pattern.compile(".*/io/kafkafetch/(.+)/(\\w+)\\.java");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    /** How a source changes. */
    private enum Change {
        BY_HAND,
        BY_RENAMES,
        IN_TEXTS,
        IN_COMMENTS
    }

    private final String page = Files.readString(PaymentHouse.ROOT.resolve("docs/ANOTHER-EVENT.md"));
    private final PaymentHouse house = new PaymentHouse();

    AnotherEventPageTest() throws IOException {}

    private String between(String begin, String end) {
        int start = page.indexOf("<!-- " + begin + " -->") + begin.length() + "<!--  -->".length();
        return page.substring(start, page.indexOf("<!-- " + end + " -->", start));
    }

    /** Names of classes by room. */
    private Map<String, Set<String>> changed(Change change) {
        Map<String, Set<String>> changed = new TreeMap<>();
        house.before().forEach((path, before) -> {
            Matcher name = CLASS.matcher(path);
            String renamed = house.renamed().getOrDefault(path, "");
            boolean patched = house.payments().files().contains(path);
            if (name.matches() && (patched || !renamed.equals(before)) && change == change(patched, before, renamed)) {
                changed.computeIfAbsent(name.group(1).replace('/', '.'), room -> new TreeSet<>())
                        .add(name.group(2));
            }
        });
        return changed;
    }

    private static Change change(boolean patched, String before, String renamed) {
        if (patched) {
            return Change.BY_HAND;
        }
        if (without(COMMENTS, before).equals(without(COMMENTS, renamed))) {
            return Change.IN_COMMENTS;
        }
        return without(TEXTS, without(COMMENTS, before)).equals(without(TEXTS, without(COMMENTS, renamed)))
                ? Change.IN_TEXTS
                : Change.BY_RENAMES;
    }

    private static String without(Pattern pattern, String text) {
        return pattern.matcher(text).replaceAll("");
    }

    /** A column of the page's table of changes: names of classes by room. */
    private Map<String, Set<String>> listed(int column) {
        Map<String, Set<String>> listed = new TreeMap<>();
        for (String row : between("changes: begin", "changes: end").lines().toList()) {
            List<String> cells = List.of(row.split("\\|", -1));
            List<String> names = QUOTED.matcher(cells.get(Math.min(column, cells.size() - 1)))
                    .results()
                    .map(name -> name.group(1))
                    .toList();
            if (row.startsWith("| `") && !names.isEmpty()) {
                listed.put(cells.get(1).replaceAll("[` ]", ""), new TreeSet<>(names));
            }
        }
        return listed;
    }

    @Test
    void theTableHasEverySourceThatNamesAFieldAndNoOther() {
        assertThat(listed(2)).isNotEmpty().isEqualTo(changed(Change.BY_HAND));
        assertThat(listed(3)).isNotEmpty().isEqualTo(changed(Change.BY_RENAMES));
        assertThat(listed(4)).isNotEmpty().isEqualTo(changed(Change.IN_TEXTS));
        assertThat(between("comments", "end"))
                .isEqualTo(String.valueOf(changed(Change.IN_COMMENTS).values().stream()
                        .mapToInt(Set::size)
                        .sum()));
    }

    @Test
    void noSourceOfARoomThatStaysChangesButInComments() {
        Set<String> changed = new TreeSet<>(changed(Change.BY_HAND).keySet());
        changed.addAll(changed(Change.BY_RENAMES).keySet());
        changed.addAll(changed(Change.IN_TEXTS).keySet());
        assertThat(rooms(between("stays", "end")))
                .hasSize(4)
                .allSatisfy(stays -> assertThat(changed).noneMatch(room -> isWithin(room, stays)));
    }

    @Test
    void theSizesAreThoseOfTheRenamesAndPatches() {
        SourcePatch payments = house.payments();
        SourcePatch sums = house.sums();
        assertThat(between("payments", "end"))
                .isEqualTo(String.format(
                        Locale.ROOT,
                        "%d renames, and %d of some %,d files by hand: +%d −%d lines",
                        house.renames(),
                        payments.files().size(),
                        house.before().size() / 100 * 100,
                        payments.added(),
                        payments.removed()));
        assertThat(between("sums", "end"))
                .isEqualTo(String.format(
                        Locale.ROOT,
                        "%d files more: +%d −%d lines",
                        sums.files().size(),
                        sums.added(),
                        sums.removed()));
    }

    @Test
    void everyClassAndRoomThatThePageNamesIsThere() {
        String prose = page.replaceAll("(?s)```.*?```", "");
        Set<String> classes = house.before().keySet().stream()
                .map(path -> path.replaceAll(".*/|\\.java$", ""))
                .collect(Collectors.toSet());
        Set<String> rooms = house.before().keySet().stream()
                .map(CLASS::matcher)
                .filter(Matcher::matches)
                .map(name -> name.group(1).replace('/', '.'))
                .collect(Collectors.toSet());
        Set<String> tests = Set.of("KafkaSuite", "PaymentsTest");
        assertThat(QUOTED.matcher(prose)
                        .results()
                        .map(name -> name.group(1))
                        .filter(name -> name.matches("[A-Z][a-z]+[A-Z]\\w+"))
                        .filter(name -> !tests.contains(name)))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(classes).contains(name));
        assertThat(rooms(prose))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(rooms).anyMatch(room -> isWithin(room, name)));
        for (String test : tests) {
            assertThat(PaymentHouse.ROOT.resolve(
                            "bootstrap/src/test/java/io/kafkafetch/bootstrap/kafka/" + test + ".java"))
                    .isRegularFile();
        }
    }

    private static List<String> rooms(String text) {
        return QUOTED.matcher(text)
                .results()
                .map(name -> name.group(1))
                .filter(name -> name.matches("(domain|application|adapters|bootstrap)\\.[a-z.]+"))
                .toList();
    }

    private static boolean isWithin(String room, String outer) {
        return room.equals(outer) || room.startsWith(outer + ".");
    }
}
