package io.kafkafetch.bootstrap.catalogue;

import io.kafkafetch.adapters.kafka.client.KafkaVariable;
import io.kafkafetch.bootstrap.settings.Setting;
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

    /** Before a name of the service's own: Micronaut reads both, and the longer one counts. */
    public static final String PREFIX = "KAFKA_FETCH_";

    public SettingNames {
        own = Set.copyOf(own);
        kafkas = Set.copyOf(kafkas);
    }

    public static SettingNames ofThisVersion() {
        Set<String> own = Catalogue.SETTINGS.stream().map(Setting::variable).collect(Collectors.toSet());
        Set<String> kafkas = Stream.of(
                        ConsumerConfig.configNames(), ProducerConfig.configNames(), AdminClientConfig.configNames())
                .flatMap(Set::stream)
                .map(KafkaVariable::of)
                .collect(Collectors.toSet());
        return new SettingNames(own, kafkas);
    }

    /**
     * Whether this variable is one of the service's own by its longer name, as Micronaut reads it too: {@code
     * KAFKA_FETCH_BATCH_SIZE}.
     */
    boolean isLong(String name) {
        return name.startsWith(PREFIX) && own.contains(name.substring(PREFIX.length()));
    }
}
