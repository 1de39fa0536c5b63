package io.kafkafetch.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.kafka.rights.Rights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link between the pages resolves, every page that a message or a comment names exists, and examples are tests. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..");
    private static final int README_LINES = 180;
    private static final List<String> SOURCES = List.of(
            "domain/src/main",
            "application/src/main",
            "adapters/src/main",
            "bootstrap/src/main",
            "benchmarks/src/main",
            "deploy",
            "docker-compose.yml",
            "Dockerfile",
            "kafka-fetch");
    private static final Pattern TEXT = Pattern.compile("\\.(java|ya?ml|env|js|html|sh)$|/(Dockerfile|kafka-fetch)$");

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)|src=\"([^\"]+)\"");

    /** Not the links in texts of settings: they are those of a page's table, and lead from there. */
    private static final Pattern PAGE = Pattern.compile("(?<![\\w/.]|\\]\\()(?:docs/)?[A-Z]{4,}\\.md\\b");

    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern EXAMPLE =
            Pattern.compile("(?s) *// ---- ([\\w/]+\\.md): begin\n(.*?)\n *// ---- \\1: end");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    static List<Path> pages() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.list(ROOT.resolve("docs"));
                Stream<Path> deploy = Files.walk(ROOT.resolve("deploy"))) {
            return Stream.of(top, docs, deploy)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        assertThat(links(page)).allSatisfy(link -> assertLeadsSomewhere(page, link));
    }

    @Test
    void everyPageThatTheSourcesNameIsThere() throws IOException {
        assertThat(sources())
                .isNotEmpty()
                .allSatisfy(source -> assertThat(namesOfPages(source))
                        .allSatisfy(name -> assertThat(ROOT.resolve(name)).isRegularFile()));
    }

    @Test
    void everyExampleIsTheCodeOfATest() throws IOException {
        List<Example> examples = examples();
        assertThat(examples)
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(example -> assertThat(Files.readString(ROOT.resolve(example.page()), UTF_8))
                        .contains("```java\n" + example.code() + "\n```"));
    }

    @Test
    void theTableOfRightsIsTheOneThatIsTestedAndTried() throws IOException {
        assertThat(Files.readString(ROOT.resolve("docs/CONFIGURATION.md"), UTF_8))
                .contains("\n" + Rights.markdown());
    }

    @Test
    void theReadmeIsShort() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("README.md"))).hasSizeLessThanOrEqualTo(README_LINES);
    }

    private static void assertLeadsSomewhere(Path page, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        assertThat(target).exists();
        if (parts.length == 2) {
            assertThat(anchors(target)).contains(parts[1]);
        }
    }

    private static List<String> links(Path page) throws IOException {
        return LINK.matcher(withoutCode(page))
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .filter(link -> !link.contains("://"))
                .toList();
    }

    /** The anchors of a page as GitHub makes them. */
    private static List<String> anchors(Path page) throws IOException {
        return HEADING.matcher(withoutCode(page))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static String withoutCode(Path page) throws IOException {
        return FENCED.matcher(Files.readString(page, UTF_8)).replaceAll("");
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String folder : SOURCES) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                files.filter(file -> TEXT.matcher(file.toString()).find()).forEach(sources::add);
            }
        }
        return sources;
    }

    /** Code that a page shows, and that stands in a test between two markers with the page's name. */
    private record Example(String page, String code) {}

    private static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (String module : List.of("domain", "adapters")) {
            try (Stream<Path> tests = Files.walk(ROOT.resolve(module + "/src/test/java"))) {
                for (Path test : tests.filter(Files::isRegularFile).toList()) {
                    EXAMPLE.matcher(Files.readString(test, UTF_8))
                            .results()
                            .map(found -> new Example(
                                    found.group(1),
                                    found.group(2).stripTrailing().stripIndent()))
                            .forEach(examples::add);
                }
            }
        }
        return examples;
    }

    private static List<String> namesOfPages(Path source) throws IOException {
        return PAGE.matcher(Files.readString(source, UTF_8))
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
