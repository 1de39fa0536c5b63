package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.broker.Certificates;
import io.kafkafetch.adapters.broker.SecuredBroker;
import io.kafkafetch.adapters.broker.SecuredBroker.Listener;
import io.kafkafetch.adapters.http.identity.token.Token;
import io.kafkafetch.bootstrap.ChildJvm;
import io.kafkafetch.bootstrap.Main;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Secrets in every setting that may hold one, and a search of everything that commands write, with Kafka's clients logging
 * all they can: nothing of them is found.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class SecretCanariesTest {

    /** What each secret has in it. */
    private static final String CANARY = "canary-7e31";

    private static final String JAAS =
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"user\"" + " password=\""
                    + CANARY + "-jaas\";";
    private static final Pattern SERVING = Pattern.compile("serving (http://\\S+?)[,;]?\\s");

    private @Nullable SecuredBroker broker;

    @TempDir
    private Path folder = Path.of("");

    /** How a secret is given. */
    enum Given {
        AS_VARIABLES,
        IN_FILES
    }

    @BeforeAll
    void start() throws Exception {
        SecuredBroker started = SecuredBroker.start();
        broker = started;
        started.addUser("user", CANARY + "-jaas");
        for (ResourceType type : List.of(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID)) {
            started.allow("user", new ResourcePattern(type, "*", PatternType.LITERAL), Set.of(AclOperation.ALL));
        }
    }

    @AfterAll
    void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    /** One of each kind: of clients' settings that are there, that others would use, and that nobody knows. */
    private static Map<String, String> secrets() {
        return new TreeMap<>(Map.of(
                "KAFKA_SASL_JAAS_CONFIG",
                JAAS,
                "KAFKA_SSL_KEYSTORE_PASSWORD",
                CANARY + "-keystore",
                "KAFKA_SSL_KEY_PASSWORD",
                CANARY + "-key",
                "KAFKA_SASL_OAUTHBEARER_CLIENT_CREDENTIALS_CLIENT_SECRET",
                CANARY + "-client-secret",
                "KAFKA_SOME_VAULT_TOKEN",
                CANARY + "-unknown",
                "UNIQUE_USERS_KEY",
                CANARY + "-of-unique-users"));
    }

    /** An identity provider, which knows this service by a secret. */
    private Map<String, String> provider(Given how) throws IOException {
        Map<String, String> provider =
                new TreeMap<>(given(how, Map.of("HTTP_OIDC_CLIENT_SECRET", CANARY + "-of-the-provider")));
        provider.put("HTTP_AUTH", "oidc");
        provider.put("HTTP_OIDC_ISSUER", "http://localhost:1");
        provider.put("HTTP_OIDC_CLIENT_ID", "somebody");
        return provider;
    }

    /** A schema registry that nobody listens at, which knows this service by a secret. */
    private Map<String, String> registry(Given how) throws IOException {
        Map<String, String> registry =
                new TreeMap<>(given(how, Map.of("SCHEMA_REGISTRY_PASSWORD", CANARY + "-of-the-registry")));
        registry.put("SCHEMA_REGISTRY_URL", "http://localhost:1");
        registry.put("SCHEMA_REGISTRY_USERNAME", "somebody");
        return registry;
    }

    /** These settings as variables, or as files that variables name. */
    private Map<String, String> given(Given how, Map<String, String> secrets) throws IOException {
        Map<String, String> variables = new TreeMap<>();
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            if (how == Given.AS_VARIABLES) {
                variables.put(secret.getKey(), secret.getValue());
            } else {
                Path file = Files.writeString(folder.resolve(secret.getKey()), secret.getValue() + "\n");
                variables.put(secret.getKey() + "_FILE", file.toString());
            }
        }
        return variables;
    }

    /** A process whose log has all levels of Kafka's clients. */
    private Process process(Map<String, String> environment, Path said, String... arguments) throws IOException {
        Map<String, String> variables = new TreeMap<>(environment);
        variables.putIfAbsent("HTTP_PORT", "-1");
        ProcessBuilder builder = ChildJvm.builder(variables, Main.class, arguments);
        builder.command()
                .replaceAll(argument ->
                        argument.startsWith("-Dlogback") ? "-Dlogback.configurationFile=" + log() : argument);
        return builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    }

    private Path log() {
        try (InputStream file = requireNonNull(Main.class.getResourceAsStream("/logback.xml"))) {
            String all = new String(file.readAllBytes(), UTF_8)
                    .replace("${LOG_LEVEL:-INFO}", "TRACE")
                    .replaceAll("<logger name=\"org.apache.kafka[^>]*>", "")
                    .replace("</configuration>", "<logger name=\"org.apache.kafka\" level=\"TRACE\"/></configuration>");
            return Files.writeString(folder.resolve("all.xml"), all);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** All that a command writes that ends by itself. */
    private String said(int exit, Map<String, String> environment, String... arguments) throws Exception {
        Path said = Files.createTempFile(folder, "said", "");
        Process process = process(environment, said, arguments);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it did not end: " + Files.readString(said));
        }
        assertThat(process.exitValue()).as(Files.readString(said)).isEqualTo(exit);
        return Files.readString(said);
    }

    private static void assertSilent(String said) {
        assertThat(said.lines().filter(line -> line.contains(CANARY) || line.contains(Certificates.PASSWORD)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Given.class)
    void configShowsNone(Given how) throws Exception {
        Map<String, String> environment = given(how, secrets());
        environment.putAll(provider(how));
        environment.putAll(registry(how));
        environment.put("RUNBOOK_URL", "https://user:" + CANARY + "@example.com");

        for (String format : List.of("text", "json")) {
            String said = said(0, environment, "config", "--format", format);
            assertThat(said)
                    .contains(
                            "KAFKA_SASL_JAAS_CONFIG",
                            "KAFKA_SOME_VAULT_TOKEN",
                            "HTTP_OIDC_CLIENT_SECRET",
                            "SCHEMA_REGISTRY_PASSWORD");
            assertSilent(said);
        }
    }

    /** The clients log their settings, unknown ones too, and each attempt to connect. */
    @ParameterizedTest
    @EnumSource(Given.class)
    void aStartWithoutAClusterLogsNone(Given how) throws Exception {
        Map<String, String> secrets = secrets();
        for (String store :
                List.of("KAFKA_SSL_KEYSTORE_PASSWORD", "KAFKA_SSL_KEY_PASSWORD", "KAFKA_SSL_TRUSTSTORE_PASSWORD")) {
            secrets.put(store, Certificates.PASSWORD);
        }
        Map<String, String> environment = given(how, secrets);
        Certificates certificates = requireNonNull(broker).certificates();
        environment.put(
                "KAFKA_SSL_KEYSTORE_LOCATION", certificates.clientStore().toString());
        environment.put(
                "KAFKA_SSL_TRUSTSTORE_LOCATION", certificates.trustStore().toString());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "localhost:1");
        environment.put("KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
        environment.put("KAFKA_SASL_MECHANISM", "SCRAM-SHA-512");
        environment.putAll(provider(how));
        Path said = Files.createTempFile(folder, "said", "");
        Process process = process(environment, said, "run");
        try {
            Await.until(
                    "it tries",
                    () -> !process.isAlive() || Files.readString(said).contains("Connection to node -1"));
        } finally {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
        }

        assertThat(Files.readString(said)).contains("sasl.jaas.config = [hidden]", "AdminClientConfig values");
        assertSilent(Files.readString(said));
        assertSilent(said(3, environment, "check", "--timeout", "2"));
    }

    /** A parser stumbles, and says over what. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "KAFKA_SASL_JAAS_CONFIG=x required password=\"" + CANARY,
                "KAFKA_SASL_JAAS_CONFIG=" + CANARY,
                "KAFKA_SSL_KEYSTORE_KEY=" + CANARY,
                "KAFKA_SSL_KEYSTORE_KEY=-----BEGIN PRIVATE KEY-----\n" + CANARY + "\n-----END PRIVATE KEY-----",
                "UNIQUE_USERS_KEY=" + CANARY,
                "KAFKA_SASL_LOGIN_CALLBACK_HANDLER_CLASS=" + "java.lang.String"
            })
    void aSettingThatCannotBeUsedIsNamedAndNotShown(String setting) throws Exception {
        String[] parts = setting.split("=", 2);
        for (Given how : Given.values()) {
            Map<String, String> environment = given(how, Map.of(parts[0], parts[1]));
            environment.put("KAFKA_SASL_MECHANISM", "SCRAM-SHA-512");
            environment.putIfAbsent("KAFKA_SECURITY_PROTOCOL", parts[0].contains("SSL") ? "SSL" : "SASL_SSL");
            environment.put("KAFKA_SSL_KEYSTORE_TYPE", "PEM");
            environment.put("KAFKA_SSL_KEYSTORE_CERTIFICATE_CHAIN", CANARY + "-chain");
            if (parts[0].equals("UNIQUE_USERS_KEY")) {
                environment.keySet().removeIf(name -> name.startsWith("KAFKA_"));
                environment.put("ROLLUPS", "on");
            }
            String said = said(2, environment, "run");
            assertThat(said).containsPattern("(?m)^kafka-fetch: .*(KAFKA_|UNIQUE_USERS_KEY)");
            assertSilent(said);
        }
    }

    @Test
    void aServiceThatRunsShowsNoneInItsLogNorByHttp() throws Exception {
        SecuredBroker secured = requireNonNull(broker);
        String token = CANARY + "-" + Token.random();
        Path tokens =
                Files.writeString(folder.resolve("tokens"), Token.line("somebody", "view,post,metrics", token) + "\n");
        try (Scenario scenario = new Scenario(secured.plain(), 1).generate(61, 20, 200)) {
            Map<String, String> environment = new TreeMap<>(SecuredService.environment(scenario));
            secured.clientSettings("user", CANARY + "-jaas")
                    .forEach((name, value) ->
                            environment.put("KAFKA_" + name.replace('.', '_').toUpperCase(Locale.ROOT), value));
            environment.putAll(given(Given.AS_VARIABLES, secrets()));
            environment.remove("KAFKA_SSL_KEYSTORE_PASSWORD");
            environment.remove("KAFKA_SSL_KEY_PASSWORD");
            environment.put("KAFKA_BOOTSTRAP_SERVERS", secured.address(Listener.SASL));
            environment.put("HTTP_AUTH", "token");
            environment.put("HTTP_TOKENS_FILE", tokens.toString());
            environment.put("ROLLUPS", "on");
            Path said = Files.createTempFile(folder, "said", "");
            Process process = process(environment, said, "run");
            StringBuilder answers = new StringBuilder();
            try {
                scenario.awaitAccounted();
                Matcher serving = SERVING.matcher(Files.readString(said));
                assertThat(serving.find()).isTrue();
                for (String path : List.of(
                        "/health",
                        "/prometheus",
                        "/api/pipeline",
                        "/api/insights",
                        "/openapi.yml",
                        "/none?" + "x=1",
                        "/")) {
                    for (String shown : List.of(token, CANARY + "-wrong")) {
                        answers.append(answer(serving.group(1) + path, shown)).append('\n');
                    }
                }
            } finally {
                process.destroy();
                process.waitFor(30, TimeUnit.SECONDS);
            }

            assertThat(answers.toString()).contains("login_events_consumed_total", "unauthenticated", "\"partitions\"");
            assertSilent(answers.toString());
            assertThat(Files.readString(said)).contains("ProducerConfig values", "ConsumerConfig values");
            assertSilent(Files.readString(said));
            for (var record : scenario.published().deadLetters()) {
                assertThat(record.record().toString()).doesNotContain(CANARY);
            }
        }
    }

    private static String answer(String address, String token) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.headers().map() + " " + answer.body();
        }
    }
}
