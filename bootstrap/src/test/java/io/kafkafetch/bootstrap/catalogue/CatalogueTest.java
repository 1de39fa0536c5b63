package io.kafkafetch.bootstrap.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.settings.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One catalogue: what Micronaut reads, and what the documentation says, are the same. */
class CatalogueTest {

    private static final Path DOCUMENTATION = Path.of("../docs/CONFIGURATION.md");

    @Test
    void everySettingIsThereOnce() {
        assertThat(Catalogue.SETTINGS).extracting(Setting::variable).doesNotHaveDuplicates();
        assertThat(Catalogue.SETTINGS).extracting(Setting::property).doesNotHaveDuplicates();
    }

    @Test
    void everyDefaultIsAValue() {
        assertThat(Catalogue.SETTINGS)
                .allSatisfy(setting ->
                        assertThat(setting.fault(setting.byDefault())).isEmpty());
    }

    /** But for those that the log reads, and Kafka's. */
    @Test
    void micronautReadsEachFromItsVariableWithItsDefault() throws IOException {
        Map<String, String> catalogue = Catalogue.SETTINGS.stream()
                .filter(setting -> !setting.property().equals(setting.variable())
                        && !setting.variable().startsWith("KAFKA_"))
                .collect(Collectors.toMap(Setting::variable, Setting::byDefault));

        Map<String, String> placeholders = new TreeMap<>();
        Matcher placeholder = Pattern.compile("\\$\\{([A-Z_]+):([^}]*)}").matcher(applicationYml());
        while (placeholder.find()) {
            placeholders.put(placeholder.group(1), placeholder.group(2));
        }
        assertThat(placeholders).isEqualTo(catalogue);
        assertThat(applicationYml())
                .contains("bootstrap.servers: " + KafkaFetchConfiguration.BOOTSTRAP_SERVERS.byDefault());
    }

    @Test
    void theDocumentationHasTheTableOfTheCatalogue() throws IOException {
        List<String> table = SettingsTable.markdown();
        List<String> lines = Files.readAllLines(DOCUMENTATION, UTF_8);
        int begin = lines.indexOf(table.getFirst());

        assertThat(begin).as("the table's first line").isPositive();
        assertThat(lines.subList(begin, begin + table.size())).isEqualTo(table);
        assertThat(lines.get(begin + table.size())).isEmpty();
    }

    @Test
    void theHelpNamesEachWithItsDefaultInEightyColumns() {
        String help = String.join("\n", SettingsTable.help());

        assertThat(Catalogue.SETTINGS)
                .allSatisfy(setting -> assertThat(help)
                        .containsPattern("\\b" + setting.variable() + "\\b")
                        .contains(Optional.of(setting.byDefault())
                                .filter(text -> !text.isEmpty())
                                .map(text -> "(" + text + ")")
                                .orElse("")));
        assertThat(SettingsTable.help())
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(80).doesNotContain("`", "]("));
    }

    private static String applicationYml() throws IOException {
        try (InputStream file = CatalogueTest.class.getResourceAsStream("/application.yml")) {
            assertThat(file).isNotNull();
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}
