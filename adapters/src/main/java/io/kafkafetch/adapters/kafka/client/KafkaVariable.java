package io.kafkafetch.adapters.kafka.client;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/** The environment variables of the settings of Kafka's clients. */
public final class KafkaVariable {

    /** As {@link ConfigException} has it; there is no other way to learn which setting it means. */
    private static final Pattern INVALID =
            Pattern.compile("Invalid value (.*?) for configuration ([a-z0-9._]+)(?:: (.*))?", Pattern.DOTALL);

    /** Where classes of others come from. */
    private static final String JAR = "put its jar into lib/ext, see docs/MANAGED.md";

    private KafkaVariable() {}

    /** Of {@code linger.ms}: {@code KAFKA_LINGER_MS}. */
    public static String of(String setting) {
        return "KAFKA_" + setting.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** Of {@code KAFKA_LINGER_MS}: {@code linger.ms}. */
    public static String setting(String variable) {
        return variable.substring("KAFKA_".length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** What is wrong with a setting, and with which variable. */
    public static String describe(ConfigException failure) {
        String message = String.valueOf(failure.getMessage());
        Matcher invalid = INVALID.matcher(message);
        if (!invalid.matches()) {
            return "a Kafka client setting (KAFKA_…) is wrong: " + message;
        }
        String why = invalid.group(3);
        return of(invalid.group(2)) + "=" + invalid.group(1) + " cannot be used: "
                + (why == null
                        ? "Kafka's clients do not take it"
                        : why.replaceFirst("^Value must be", "expected")
                                .replaceFirst("could not be found\\.$", "could not be found: " + JAR));
    }
}
