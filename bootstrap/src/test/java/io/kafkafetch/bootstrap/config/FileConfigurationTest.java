package io.kafkafetch.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.settings.ByteCount;
import io.kafkafetch.bootstrap.settings.Settings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileConfigurationTest {

    /** Each setting's property and its variable. */
    static final Map<String, String> VARIABLES = new TreeMap<>(Map.of(
            "source-file", "SOURCE_FILE",
            "source-follow", "SOURCE_FOLLOW",
            "sink-dir", "SINK_DIR",
            "sink-file-bytes", "SINK_FILE_BYTES",
            "sink-max-bytes", "SINK_MAX_BYTES",
            "max-event-bytes", "MAX_EVENT_BYTES"));

    private static FileConfiguration of(Map<String, String> texts) {
        return FileConfiguration.of(Settings.of(texts));
    }

    @Test
    void everySettingHasItsDefault() {
        assertThat(of(Map.of()))
                .isEqualTo(new FileConfiguration(
                        Optional.empty(), false, Path.of("kafka-fetch-data"), 134_217_728, 10_737_418_240L, 1_048_576));
    }

    @Test
    void everySettingHasAName() {
        assertThat(of(Map.of(
                        "source-file", "logins.jsonl",
                        "source-follow", "TRUE",
                        "sink-dir", "/data",
                        "sink-file-bytes", "1 GB",
                        "sink-max-bytes", "2GB",
                        "max-event-bytes", "512kb")))
                .isEqualTo(new FileConfiguration(
                        Optional.of(Path.of("logins.jsonl")), true, Path.of("/data"), 1L << 30, 2L << 30, 512 << 10));
    }

    @Test
    void theTableOfThisTestNamesEverySetting() {
        List<String> settings = Arrays.stream(FileConfiguration.class.getRecordComponents())
                .map(component ->
                        component.getName().replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT))
                .toList();

        assertThat(VARIABLES.keySet()).containsExactlyInAnyOrderElementsOf(settings);
    }

    @Test
    void aFileSourceNeedsAFile() {
        assertThatThrownBy(() -> of(Map.of("source-file", " ")).requiredSourceFile())
                .hasMessage("SOURCE_FILE= cannot be used: expected the file to read, since SOURCE=file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    sink-file-bytes | 1023KB   | SINK_FILE_BYTES=1023KB cannot be used: expected a size from 1MB to 1024GB
                    sink-file-bytes | 1025GB   | SINK_FILE_BYTES=1025GB cannot be used: expected a size from 1MB to 1024GB
                    sink-file-bytes | big      | SINK_FILE_BYTES=big cannot be used: expected a size from 1MB to 1024GB
                    sink-max-bytes  | 1023KB   | SINK_MAX_BYTES=1023KB cannot be used: expected a size from 1MB to 1024GB
                    sink-max-bytes  | 1025GB   | SINK_MAX_BYTES=1025GB cannot be used: expected a size from 1MB to 1024GB
                    max-event-bytes | 1023     | MAX_EVENT_BYTES=1023 cannot be used: expected a size from 1KB to 16MB
                    max-event-bytes | 17MB     | MAX_EVENT_BYTES=17MB cannot be used: expected a size from 1KB to 16MB
                    max-event-bytes | 4096GB   | MAX_EVENT_BYTES=4096GB cannot be used: expected a size from 1KB to 16MB
                    max-event-bytes | -1       | MAX_EVENT_BYTES=-1 cannot be used: expected a size from 1KB to 16MB
                    source-follow   | yes      | SOURCE_FOLLOW=yes cannot be used: expected true or false
                    sink-dir        | ''       | SINK_DIR= cannot be used: expected a path
                    """)
    void aValueThatCannotBeUsedIsTold(String name, String value, String message) {
        Map<String, String> texts = new HashMap<>(Map.of(name, value));

        assertThatThrownBy(() -> of(texts))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "17, 17",
        "1k, 1024",
        "5MiB, 5242880",
        "2b, 2",
        "1KB, 1024",
        "3 mb, 3145728",
        "9999999999GB, 9223372036854775807"
    })
    void aSizeIsANumberOfBytesOrOfLargerUnits(String text, String bytes) {
        assertThat(ByteCount.of(text).map(String::valueOf)).contains(bytes);
    }

    @ParameterizedTest
    @CsvSource({"''", "KB", "1.5MB", "-1", "1TB", "0x10", "1234567890123456789"})
    void whatIsNoSizeIsNone(String text) {
        assertThat(ByteCount.of(text)).isEmpty();
    }
}
