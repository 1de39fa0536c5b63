package io.kafkafetch.bootstrap.catalogue;

import io.kafkafetch.adapters.kafka.client.KafkaVariable;
import io.kafkafetch.adapters.kafka.client.Secrets;
import io.kafkafetch.bootstrap.settings.Setting;
import java.util.Optional;
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

    /** Behind the name of a setting whose value is in a file. */
    public static final String FILE = "_FILE";

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
     * The variable whose value is in the file that this variable names; empty if it names none. Any setting of Kafka's
     * clients may be in a file, and of our own those that are secret; some are paths themselves.
     */
    public Optional<String> valueOfFile(String name) {
        if (!name.endsWith(FILE) || isSetting(name)) {
            return Optional.empty();
        }
        String value = name.substring(0, name.length() - FILE.length());
        String ofOurs = value.startsWith(PREFIX) ? value.substring(PREFIX.length()) : value;
        if (own.contains(ofOurs) && Secrets.isSecret(ofOurs)) {
            return Optional.of(ofOurs);
        }
        boolean isKafkas = kafkas.contains(value) || (value.startsWith("KAFKA_") && Secrets.isSecret(value));
        return Optional.of(value)
                .filter(kafka -> isKafkas && !value.startsWith(PREFIX) && !SettingsCheck.isOfTheSurroundings(name));
    }

    /** Whether there is a setting of this name, or it names the file of a secret one. */
    boolean isKnown(String name) {
        return isSetting(name) || valueOfFile(name).isPresent();
    }

    private boolean isSetting(String name) {
        return own.contains(name) || kafkas.contains(name) || isLong(name);
    }

    /** The names of all, and of the files of those that are secret. */
    Stream<String> all() {
        return Stream.concat(own.stream(), kafkas.stream())
                .flatMap(name -> Secrets.isSecret(name) ? Stream.of(name, name + FILE) : Stream.of(name));
    }

    /**
     * Whether this variable is one of the service's own by its longer name, as Micronaut reads it too: {@code
     * KAFKA_FETCH_BATCH_SIZE}.
     */
    boolean isLong(String name) {
        return name.startsWith(PREFIX) && own.contains(name.substring(PREFIX.length()));
    }
}
