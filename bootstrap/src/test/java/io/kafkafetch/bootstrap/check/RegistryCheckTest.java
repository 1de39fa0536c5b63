package io.kafkafetch.bootstrap.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.kafka.check.Finding;
import io.kafkafetch.adapters.kafka.check.Finding.Level;
import io.kafkafetch.adapters.registry.SchemaType;
import io.kafkafetch.adapters.registry.embedded.EmbeddedRegistry;
import io.kafkafetch.bootstrap.config.RegistryConfiguration;
import io.kafkafetch.bootstrap.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryCheckTest {

    private EmbeddedRegistry registry;

    @BeforeEach
    void start() throws Exception {
        registry = EmbeddedRegistry.start();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private List<Finding> findings(String... more) throws Exception {
        Map<String, String> given =
                new HashMap<>(Map.of("schema-registry-url", registry.url().toString()));
        for (int i = 0; i < more.length; i += 2) {
            given.put(more[i], more[i + 1]);
        }
        return new RegistryCheck(RegistryConfiguration.of(Settings.of(given)), "user-login").findings();
    }

    @Test
    void withoutARegistryNothingIsSaid() throws Exception {
        assertThat(new RegistryCheck(RegistryConfiguration.of(Settings.of(Map.of())), "user-login").findings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "AVRO, OK, Avro, ''",
        "JSON, OK, JSON Schema, ''",
        "PROTOBUF, OK, Protobuf, ''",
        "OTHER, WARN, of a type that is not known here, its records become dead letters: wrong-schema-type"
    })
    void theNewestSchemaOfTheInputTopicIsNamed(SchemaType type, Level level, String name, String action)
            throws Exception {
        registry.register(SchemaType.AVRO, "user-login-value", "an older one");
        registry.register(SchemaType.AVRO, "another-value", "of another");
        registry.register(type, "user-login-value", "the newest");

        assertThat(findings())
                .containsExactly(new Finding(
                        level, "schema registry", "version 2 of user-login-value, with the id 3, is " + name, action));
    }

    @Test
    void noSuchSubjectIsNoFailure() throws Exception {
        assertThat(findings())
                .containsExactly(new Finding(
                        Level.OK,
                        "schema registry",
                        "it answers, and has no subject user-login-value; producers may call their subjects otherwise,"
                                + " or name no schema yet",
                        ""));
    }

    @Test
    void aRegistryThatIsAwayFails() throws Exception {
        registry.stop();
        assertThat(findings())
                .containsExactly(new Finding(
                        Level.FAIL,
                        "schema registry",
                        "The schema registry does not answer (" + registry.url() + " takes no connection)",
                        "See that the registry runs and that SCHEMA_REGISTRY_URL is its address as seen from here."));
    }

    @Test
    void aRegistryThatRefusesFails() throws Exception {
        registry.wantBearer("another");
        assertThat(findings("schema-registry-token", "canary")).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.FAIL);
            assertThat(finding.text())
                    .isEqualTo("The schema registry does not allow access (" + registry.url()
                            + " answers 401: Unauthorized)");
        });
    }

    @Test
    void aFileThatCannotBeUsedFails() throws Exception {
        assertThat(findings("schema-registry-ca-file", "none.pem"))
                .containsExactly(new Finding(
                        Level.FAIL,
                        "schema registry",
                        "SCHEMA_REGISTRY_CA_FILE=none.pem cannot be used: cannot be read (NoSuchFileException)",
                        "the service would not start"));
    }
}
