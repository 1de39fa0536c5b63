package io.kafkafetch.bootstrap.config;

import static io.kafkafetch.bootstrap.process.InvalidSettingException.require;

import io.kafkafetch.bootstrap.settings.SettingType.Reading;
import java.util.List;
import java.util.Set;

/**
 * The three topics: names that Kafka takes, none of them Kafka's own, and different, also to Kafka's metrics, where a
 * dot and an underscore are the same.
 */
record TopicNames(String input, String output, String deadLetters) {

    private static final Set<String> INTERNAL =
            Set.of("__consumer_offsets", "__transaction_state", "__share_group_state", "__cluster_metadata");

    /** @throws InvalidSettingException if one of them cannot be used */
    TopicNames {
        String all = input + ", " + output + ", " + deadLetters;
        require(
                Set.copyOf(List.of(input, output, deadLetters)).size() == 3,
                "INPUT_TOPIC, OUTPUT_TOPIC, DLQ_TOPIC",
                all,
                "three different topics");
        require(
                Set.copyOf(List.of(metric(input), metric(output), metric(deadLetters)))
                                .size()
                        == 3,
                "INPUT_TOPIC, OUTPUT_TOPIC, DLQ_TOPIC",
                all,
                "three topics that differ by more than '.' and '_', which Kafka takes for the same");
    }

    /** The name in Kafka's metrics. */
    private static String metric(String topic) {
        return topic.replace('.', '_');
    }

    /** What a text is as a topic's name, by Kafka's rule. */
    static Reading<String> read(String topic) {
        if (!topic.matches("[a-zA-Z0-9._-]{1,249}") || topic.equals(".") || topic.equals("..")) {
            return new Reading.Unfit<>("a topic name: letters, digits, '.', '_' and '-', at most 249");
        }
        return INTERNAL.contains(topic)
                ? new Reading.Unfit<>("a topic of yours, not one that Kafka keeps for itself")
                : new Reading.Fit<>(topic);
    }
}
