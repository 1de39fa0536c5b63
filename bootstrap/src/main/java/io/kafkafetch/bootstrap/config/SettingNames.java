package io.kafkafetch.bootstrap.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The catalogue of environment variables: the service's own are those of {@code application.yml}, and two that the log
 * reads; Kafka's are the settings of its clients.
 *
 * @param own e.g. {@code BATCH_SIZE}
 * @param kafkas e.g. {@code KAFKA_MAX_POLL_RECORDS}
 */
public record SettingNames(Set<String> own, Set<String> kafkas) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):");

    public SettingNames {
        own = Set.copyOf(own);
        kafkas = Set.copyOf(kafkas);
    }

    public static SettingNames ofThisVersion() {
        Set<String> own = new TreeSet<>(Set.of("LOG_LEVEL", "LOG_FORMAT"));
        Matcher variable = VARIABLE.matcher(applicationYml());
        while (variable.find()) {
            own.add(variable.group(1));
        }
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

    private static String applicationYml() {
        try (InputStream file = SettingNames.class.getResourceAsStream("/application.yml")) {
            if (file == null) {
                throw new IllegalStateException("application.yml is missing");
            }
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
