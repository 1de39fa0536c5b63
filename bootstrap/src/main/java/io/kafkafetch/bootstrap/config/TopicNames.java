package io.kafkafetch.bootstrap.config;

import static io.kafkafetch.bootstrap.process.InvalidSettingException.require;

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
        requireTopic("INPUT_TOPIC", input);
        requireTopic("OUTPUT_TOPIC", output);
        requireTopic("DLQ_TOPIC", deadLetters);
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

    /** Kafka's rule for a topic's name. */
    private static void requireTopic(String setting, String topic) {
        require(
                topic.matches("[a-zA-Z0-9._-]{1,249}") && !topic.equals(".") && !topic.equals(".."),
                setting,
                topic,
                "a topic name: letters, digits, '.', '_' and '-', at most 249");
        require(!INTERNAL.contains(topic), setting, topic, "a topic of yours, not one that Kafka keeps for itself");
    }
}
