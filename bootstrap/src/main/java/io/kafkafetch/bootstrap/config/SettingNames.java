package io.kafkafetch.bootstrap.config;

import io.kafkafetch.bootstrap.settings.Setting;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The catalogue of environment variables: the service's own are those of the {@link Catalogue}, Kafka's the settings of
 * its clients.
 *
 * @param own e.g. {@code BATCH_SIZE}
 * @param kafkas e.g. {@code KAFKA_MAX_POLL_RECORDS}
 */
public record SettingNames(Set<String> own, Set<String> kafkas) {

    public SettingNames {
        own = Set.copyOf(own);
        kafkas = Set.copyOf(kafkas);
    }

    public static SettingNames ofThisVersion() {
        Set<String> own = Catalogue.SETTINGS.stream().map(Setting::variable).collect(Collectors.toSet());
        Set<String> kafkas = Stream.of(
                        ConsumerConfig.configNames(), ProducerConfig.configNames(), AdminClientConfig.configNames())
                .flatMap(Set::stream)
                .map(SettingNames::variable)
                .collect(Collectors.toSet());
        return new SettingNames(own, kafkas);
    }

    /** Kafka's {@code max.poll.records} is {@code KAFKA_MAX_POLL_RECORDS}. */
    private static String variable(String setting) {
        return "KAFKA_" + setting.replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
