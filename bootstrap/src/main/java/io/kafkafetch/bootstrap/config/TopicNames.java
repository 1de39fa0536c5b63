package io.kafkafetch.bootstrap.config;

import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.settings.Setting;
import io.kafkafetch.bootstrap.settings.Setting.Group;
import io.kafkafetch.bootstrap.settings.SettingType;
import io.kafkafetch.bootstrap.settings.SettingType.Reading;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Topics of a service, and what they may be called: names that Kafka takes, none of them Kafka's own. */
final class TopicNames {

    /** A topic of a service. */
    static final SettingType<String> TYPE = new SettingType<>(
            "a topic name; all of them differ, by more than `.` and `_`; none of Kafka's own", TopicNames::read);

    static final Setting<String> INPUT_TOPIC = Setting.of(Group.KAFKA, "INPUT_TOPIC", TYPE, "user-login", "logins");
    static final Setting<String> OUTPUT_TOPIC = Setting.of(Group.KAFKA, "OUTPUT_TOPIC", TYPE, "insights", "insights");
    static final Setting<String> DLQ_TOPIC =
            Setting.of(Group.KAFKA, "DLQ_TOPIC", TYPE, "user-login-dlq", "dead letters");
    static final Setting<String> DLQ_LOG_TOPIC = Setting.of(
                    Group.KAFKA, "DLQ_LOG_TOPIC", TYPE, "user-login-dlq-log", "what `dlq` did with dead letters")
            .more("; see [Dead letters come back](OPERATIONS.md#dead-letters-come-back)");
    private static final Set<String> INTERNAL =
            Set.of("__consumer_offsets", "__transaction_state", "__share_group_state", "__cluster_metadata");

    private TopicNames() {}

    /**
     * Checks that they go together: they differ, also to Kafka's metrics, where a dot and an underscore are the same.
     *
     * @param names by their variables
     * @throws InvalidSettingException if not
     */
    static void check(SequencedMap<String, String> names) {
        requireDifferent(names, name -> name, "different topics");
        requireDifferent(
                names,
                TopicNames::metric,
                "topics that differ by more than '.' and '_', which Kafka takes for the same");
    }

    private static void requireDifferent(
            SequencedMap<String, String> names, UnaryOperator<String> sight, String expected) {
        if (names.values().stream().map(sight).distinct().count() < names.size()) {
            throw new InvalidSettingException(
                    String.join(", ", names.keySet()), String.join(", ", names.values()), expected);
        }
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
