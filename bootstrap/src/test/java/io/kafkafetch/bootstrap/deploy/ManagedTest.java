package io.kafkafetch.bootstrap.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kafkafetch.adapters.kafka.client.KafkaVariable;
import io.kafkafetch.bootstrap.catalogue.SettingNames;
import io.kafkafetch.bootstrap.given.ConfigFile;
import io.kafkafetch.bootstrap.given.EffectiveSettings;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each block of docs/MANAGED.md can be used as it stands, with the jar that it asks for where Kafka's clients have no class. */
class ManagedTest {

    /** Where the build copies it. */
    private static final Path JAR = Path.of("target/ext/aws-msk-iam-auth-2.3.5-all.jar");

    private static final String AMAZON = "software.amazon.";

    static List<Provider> providers() throws IOException {
        return ManagedPage.providers();
    }

    static List<Provider> providersOfSasl() throws IOException {
        return providers().stream()
                .filter(provider -> provider.settings().containsKey("KAFKA_SASL_JAAS_CONFIG"))
                .toList();
    }

    @Test
    void thereIsABlockForEach() throws IOException {
        assertThat(providers())
                .extracting(Provider::name)
                .containsExactly(
                        "Amazon MSK with IAM",
                        "Amazon MSK with SCRAM",
                        "Amazon MSK with mutual TLS",
                        "Amazon MSK Serverless",
                        "Confluent Cloud",
                        "Azure Event Hubs",
                        "Google Cloud Managed Service for Apache Kafka",
                        "Redpanda",
                        "Aiven for Apache Kafka");
        assertThat(providersOfSasl()).hasSize(8);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void everySettingExistsAndCanBeUsed(Provider provider) throws Exception {
        SettingNames names = SettingNames.ofThisVersion();
        EffectiveSettings settings = new EffectiveSettings(provider.settings(), ConfigFile.NONE);

        assertThat(provider.settings())
                .containsKeys("KAFKA_BOOTSTRAP_SERVERS", "KAFKA_SECURITY_PROTOCOL")
                .allSatisfy((name, value) -> assertThat(
                                names.own().contains(name) || names.kafkas().contains(name))
                        .as(name)
                        .isTrue());
        try (URLClassLoader withJar = withJar()) {
            with(withJar, () -> assertThat(settings.faults()).isEmpty());
        }
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void withoutTheJarTheFaultSaysWhereItBelongs() throws IOException {
        assertThat(new EffectiveSettings(providers().getFirst().settings(), ConfigFile.NONE).faults())
                .singleElement()
                .asString()
                .startsWith("KAFKA_SASL_CLIENT_CALLBACK_HANDLER_CLASS=software.amazon.msk.auth.iam.")
                .endsWith("could not be found: put its jar into lib/ext, see docs/MANAGED.md");
    }

    /** Without it neither the login module of Amazon nor its handler is there; the others are Kafka's own. */
    @ParameterizedTest
    @MethodSource("providersOfSasl")
    void itsLoginClassLoadsAndClientsCanBeMade(Provider provider) throws Exception {
        String module = String.valueOf(provider.settings().get("KAFKA_SASL_JAAS_CONFIG"))
                .split(" ", 2)[0];
        Properties client = client(provider);
        try (URLClassLoader withJar = withJar()) {
            Class.forName(module, true, withJar);
            with(withJar, () -> makeAndClose(client));
        }
        if (module.startsWith(AMAZON)) {
            ClassLoader without = ManagedTest.class.getClassLoader();
            assertThatThrownBy(() -> Class.forName(module, false, without)).isInstanceOf(ClassNotFoundException.class);
            assertThatThrownBy(() -> makeAndClose(client))
                    .isInstanceOfAny(KafkaException.class)
                    .hasStackTraceContaining(AMAZON);
        } else {
            assertThat(module).startsWith("org.apache.kafka.");
        }
    }

    /** So that a block says no more than what was read, and when. */
    @ParameterizedTest
    @MethodSource("providers")
    void whatIsClaimedHasASourceAndADay(Provider provider) {
        assertThat(provider.text()).contains("- Source: ").containsPattern("read 20\\d\\d-\\d\\d-\\d\\d");
        assertThat(provider.text()).containsPattern("- \\*\\*(Rights|Works|Does)");
    }

    @Test
    void thePolicyOfIamGrantsTheRightsOfTheCatalogueAndNoOthers() throws IOException {
        assertThat(IamPolicy.granted(new JsonMapper().readTree(ManagedPage.policy())))
                .isEqualTo(IamPolicy.needed(Map.of("ROLLUPS", "on")));
    }

    /** Dockerfile, page and build name the same jar, by its checksum. */
    @Test
    void theJarIsTheOneOfTheImage() throws Exception {
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(JAR)));

        assertThat(Files.readString(Path.of("../Dockerfile"), UTF_8))
                .contains("ARG MSK_IAM_VERSION=2.3.5\n", "ARG MSK_IAM_SHA256=" + sha256 + "\n");
        assertThat(Files.readString(Path.of("../docs/MANAGED.md"), UTF_8))
                .contains("`" + sha256 + "`", "aws-msk-iam-auth:2.3.5:jar:all");
    }

    private static URLClassLoader withJar() throws IOException {
        return new URLClassLoader(new URL[] {JAR.toUri().toURL()}, ManagedTest.class.getClassLoader());
    }

    private static void makeAndClose(Properties client) {
        Admin.create(client).close(Duration.ZERO);
    }

    /** As where these classes are on the class path: Kafka's clients ask the thread for them. */
    private static void with(ClassLoader classes, Runnable work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classes);
        try {
            work.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Of a cluster that nobody reaches, and without the files that are somebody's. */
    private static Properties client(Provider provider) {
        Properties properties = new Properties();
        provider.settings().forEach((name, value) -> {
            if (name.startsWith("KAFKA_")
                    && Stream.of("_LOCATION", "STORE_TYPE").noneMatch(name::endsWith)) {
                properties.put(KafkaVariable.setting(name), value);
            }
        });
        properties.put("bootstrap.servers", "localhost:1");
        return properties;
    }
}
