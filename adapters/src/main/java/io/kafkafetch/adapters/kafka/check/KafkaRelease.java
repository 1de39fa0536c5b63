package io.kafkafetch.adapters.kafka.check;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The release of Kafka that a level of the feature {@code metadata.version} first came with. */
final class KafkaRelease {

    static final String FEATURE = "metadata.version";

    private static final NavigableMap<Integer, String> FIRST_LEVELS = new TreeMap<>(Map.ofEntries(
            Map.entry(7, "3.3"),
            Map.entry(8, "3.4"),
            Map.entry(9, "3.5"),
            Map.entry(12, "3.6"),
            Map.entry(15, "3.7"),
            Map.entry(20, "3.8"),
            Map.entry(21, "3.9"),
            Map.entry(22, "4.0"),
            Map.entry(26, "4.1"),
            Map.entry(28, "4.2"),
            Map.entry(30, "4.3"),
            Map.entry(31, "4.4")));

    private KafkaRelease() {}

    static String of(int level) {
        Map.Entry<Integer, String> known = FIRST_LEVELS.floorEntry(level);
        return known == null ? "before 3.3" : known.getValue();
    }
}
