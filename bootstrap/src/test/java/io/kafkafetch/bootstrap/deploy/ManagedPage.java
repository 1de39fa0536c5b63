package io.kafkafetch.bootstrap.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What docs/MANAGED.md has: a section for each provider, with one block to copy. */
final class ManagedPage {

    private static final Path PAGE = Path.of("../docs/MANAGED.md");
    private static final Pattern SECTION = Pattern.compile("(?ms)^## (.*?)$(.*?)(?=^## |\\z)");
    private static final Pattern EXPORT = Pattern.compile("(?m)^export ([A-Z_]+)='([^']*)'$");
    private static final Pattern JSON = Pattern.compile("(?ms)^```json\n(.*?)^```$");

    private ManagedPage() {}

    static List<Provider> providers() throws IOException {
        return SECTION.matcher(Files.readString(PAGE, UTF_8))
                .results()
                .map(section -> new Provider(section.group(1), section.group(2), settings(section.group(2))))
                .toList();
    }

    private static Map<String, String> settings(String section) {
        Map<String, String> settings = new TreeMap<>();
        EXPORT.matcher(section)
                .results()
                .forEach(export -> assertThat(settings.put(export.group(1), export.group(2)))
                        .as("%s is there once", export.group(1))
                        .isNull());
        // no line that the pattern passes over
        assertThat(section.lines().filter(line -> line.startsWith("export "))).hasSize(settings.size());
        return settings;
    }

    /** The policy for IAM. */
    static String policy() throws IOException {
        Matcher policy = JSON.matcher(Files.readString(PAGE, UTF_8));
        assertThat(policy.find()).isTrue();
        return policy.group(1);
    }
}
