package io.kafkafetch.bootstrap.config;

import static io.kafkafetch.bootstrap.settings.SettingType.choice;

import io.kafkafetch.adapters.json.rollup.Rules;
import io.kafkafetch.adapters.kafka.client.RollupTopics;
import io.kafkafetch.adapters.users.SecretUserKey;
import io.kafkafetch.bootstrap.settings.Setting;
import io.kafkafetch.bootstrap.settings.Setting.Group;
import io.kafkafetch.bootstrap.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings of totals over all partitions.
 *
 * @param talliesTopic topic that says what each commit counted
 * @param rollupsTopic topic of the totals
 * @param users the key that users are hashed with; empty where they are not counted
 */
public record RollupConfiguration(Mode mode, String talliesTopic, String rollupsTopic, Optional<SecretUserKey> users) {

    /** Who makes totals. */
    public enum Mode {
        /** Nobody: there are no tallies either. */
        OFF,
        /** Another process: this one writes tallies. */
        ELSEWHERE,
        /** One of the instances that have this. */
        ON
    }

    static final Setting<Mode> ROLLUPS = Setting.of(
                    Group.SERVICE, "ROLLUPS", choice(Mode.class), "off", "totals and windows over all partitions")
            .more(": `elsewhere` writes tallies and leaves the totals to other instances"
                    + "; see [Rollups](OPERATIONS.md#rollups)");
    static final Setting<String> TALLIES_TOPIC =
            Setting.of(Group.KAFKA, "TALLIES_TOPIC", TopicNames.TYPE, "login-tallies", "what each commit counted");
    static final Setting<String> ROLLUPS_TOPIC =
            Setting.of(Group.KAFKA, "ROLLUPS_TOPIC", TopicNames.TYPE, "login-rollups", "totals and windows");

    static final List<Setting<?>> SETTINGS = Stream.of(
                    List.of(ROLLUPS, TALLIES_TOPIC, ROLLUPS_TOPIC), UniqueUsers.SETTINGS)
            .<Setting<?>>flatMap(List::stream)
            .toList();

    static RollupConfiguration of(Settings settings) {
        return new RollupConfiguration(
                settings.get(ROLLUPS),
                settings.get(TALLIES_TOPIC),
                settings.get(ROLLUPS_TOPIC),
                UniqueUsers.key(settings));
    }

    /** The topics of a service with these rules; empty where it writes none. */
    Optional<RollupTopics> topics(Rules rules) {
        return mode == Mode.OFF ? Optional.empty() : Optional.of(new RollupTopics(talliesTopic, rollupsTopic, rules));
    }
}
