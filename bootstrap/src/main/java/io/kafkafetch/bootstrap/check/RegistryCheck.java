package io.kafkafetch.bootstrap.check;

import io.kafkafetch.adapters.kafka.check.Finding;
import io.kafkafetch.adapters.kafka.check.Finding.Level;
import io.kafkafetch.adapters.registry.RegistryAwayException;
import io.kafkafetch.adapters.registry.SchemaType;
import io.kafkafetch.adapters.registry.http.HttpSchemaRegistry;
import io.kafkafetch.adapters.registry.http.LatestVersion;
import io.kafkafetch.bootstrap.config.RegistryConfiguration;
import io.kafkafetch.bootstrap.process.UserError;
import java.util.List;
import java.util.Optional;

/**
 * Whether the schema registry answers, and what it says of the input topic.
 *
 * @param inputTopic whose records name schemas
 */
record RegistryCheck(RegistryConfiguration configuration, String inputTopic) {

    private static final String REGISTRY = "schema registry";

    /** None where there is no registry. Waits for its answer. */
    List<Finding> findings() throws InterruptedException {
        try {
            Optional<HttpSchemaRegistry> opened = configuration.open();
            if (opened.isEmpty()) {
                return List.of();
            }
            try (HttpSchemaRegistry registry = opened.get()) {
                return List.of(of(registry));
            }
        } catch (UserError unusable) {
            return List.of(new Finding(
                    Level.FAIL, REGISTRY, String.valueOf(unusable.getMessage()), "the service would not start"));
        }
    }

    private Finding of(HttpSchemaRegistry registry) throws InterruptedException {
        String subject = inputTopic + "-value";
        try {
            return registry.latest(subject)
                    .map(latest -> found(subject, latest))
                    .orElseGet(() -> new Finding(
                            Level.OK,
                            REGISTRY,
                            "it answers, and has no subject " + subject
                                    + "; producers may call their subjects otherwise, or name no schema yet",
                            ""));
        } catch (RegistryAwayException away) {
            return new Finding(
                    Level.FAIL,
                    REGISTRY,
                    away.fault().detailed(),
                    away.fault().code().action());
        }
    }

    private static Finding found(String subject, LatestVersion latest) {
        String what = "version " + latest.version() + " of " + subject + ", with the id " + latest.id() + ", is "
                + switch (latest.type()) {
                    case AVRO -> "Avro";
                    case JSON -> "JSON Schema";
                    case PROTOBUF -> "Protobuf";
                    case OTHER -> "of a type that is not known here";
                };
        return latest.type() == SchemaType.OTHER
                ? new Finding(Level.WARN, REGISTRY, what, "its records become dead letters: wrong-schema-type")
                : new Finding(Level.OK, REGISTRY, what, "");
    }
}
