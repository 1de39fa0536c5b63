package io.kafkafetch.bootstrap.kafka;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.broker.Certificates;
import io.kafkafetch.adapters.broker.SecuredBroker;
import io.kafkafetch.adapters.broker.SecuredBroker.Listener;
import io.kafkafetch.adapters.broker.TokenServer;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code run} against TLS and SASL, with the variables that docs/CONFIGURATION.md names and no others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecuredListenersTest {

    private static final String SCRAM_USER = "scram-user";
    private static final String SCRAM_PASSWORD = "scram-canary-77d0";

    /** What must not be in any log. */
    private static final List<String> CANARIES = List.of(
            SCRAM_PASSWORD,
            SecuredBroker.PLAIN_PASSWORD,
            TokenServer.SECRET,
            Certificates.PASSWORD,
            "wrong-canary-1b9a",
            "PRIVATE KEY");

    private @Nullable SecuredBroker broker;

    private SecuredBroker broker() {
        return requireNonNull(broker);
    }

    @BeforeAll
    void start() throws Exception {
        SecuredBroker started = SecuredBroker.start();
        broker = started;
        started.addUser(SCRAM_USER, SCRAM_PASSWORD);
        for (String user : List.of(SCRAM_USER, SecuredBroker.PLAIN_USER, Certificates.CLIENT, TokenServer.CLIENT)) {
            allowAll(started, user);
        }
    }

    private static void allowAll(SecuredBroker broker, String user) throws Exception {
        for (ResourceType type : List.of(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID)) {
            broker.allow(user, new ResourcePattern(type, "*", PatternType.LITERAL), Set.of(AclOperation.ALL));
        }
    }

    @AfterAll
    void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    /** A way to sign in. */
    enum Way {
        TLS(Listener.TLS) {
            @Override
            Map<String, String> variables(Certificates certificates) {
                return Map.of("KAFKA_SECURITY_PROTOCOL", "SSL");
            }
        },
        TLS_BY_PEM(Listener.TLS) {
            @Override
            Map<String, String> variables(Certificates certificates) {
                return Map.of(
                        "KAFKA_SECURITY_PROTOCOL", "SSL",
                        "KAFKA_SSL_TRUSTSTORE_TYPE", "PEM",
                        "KAFKA_SSL_TRUSTSTORE_LOCATION",
                                certificates.trustedPem().toString());
            }
        },
        MUTUAL_TLS(Listener.MTLS) {
            @Override
            Map<String, String> variables(Certificates certificates) {
                return Map.of(
                        "KAFKA_SECURITY_PROTOCOL",
                        "SSL",
                        "KAFKA_SSL_KEYSTORE_TYPE",
                        "PKCS12",
                        "KAFKA_SSL_KEYSTORE_LOCATION",
                        certificates.clientStore().toString(),
                        "KAFKA_SSL_KEYSTORE_PASSWORD",
                        Certificates.PASSWORD);
            }
        },
        MUTUAL_TLS_BY_PEM(Listener.MTLS) {
            @Override
            Map<String, String> variables(Certificates certificates) {
                return Map.of(
                        "KAFKA_SECURITY_PROTOCOL", "SSL",
                        "KAFKA_SSL_KEYSTORE_TYPE", "PEM",
                        "KAFKA_SSL_KEYSTORE_LOCATION", certificates.clientPem().toString());
            }
        },
        SCRAM(Listener.SASL) {
            @Override
            Map<String, String> variables(Certificates certificates) {
                return scram(SCRAM_PASSWORD);
            }
        },
        PLAIN(Listener.SASL) {
            @Override
            Map<String, String> variables(Certificates certificates) {
                return Map.of(
                        "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                        "KAFKA_SASL_MECHANISM", "PLAIN",
                        "KAFKA_SASL_JAAS_CONFIG",
                                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\""
                                        + SecuredBroker.PLAIN_USER + "\" password=\"" + SecuredBroker.PLAIN_PASSWORD
                                        + "\";");
            }
        };

        final Listener listener;

        Way(Listener listener) {
            this.listener = listener;
        }

        abstract Map<String, String> variables(Certificates certificates);
    }

    /** Tokens last four seconds, and the broker asks every two seconds for one. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void withTokensOfOAuthItSignsInAgainAndAgainUnderLoad() throws Exception {
        TokenServer tokens = broker().tokens();
        try (Scenario scenario = new Scenario(broker().plain(), 2);
                SecuredService service = SecuredService.start(
                        environment(scenario, Listener.OAUTH, oauth(tokens.tokens(), TokenServer.SECRET)), "run")) {
            int before = tokens.given();
            for (int part = 0; tokens.given() < before + 12; part++) { // some clients, several times each
                scenario.generate(40 + part, 3, 500);
                scenario.awaitAccounted(service::said);
            }
            service.terminate();
            assertThat(service.exitCode()).isEqualTo(143);
            scenario.stopAndCheck();
            assertThat(service.said()).doesNotContain(CANARIES).doesNotContain("\tat ");
        }
    }

    private static Map<String, String> oauth(String endpoint, String secret) {
        return Map.ofEntries(
                entry("KAFKA_SECURITY_PROTOCOL", "SASL_SSL"),
                entry("KAFKA_SASL_MECHANISM", "OAUTHBEARER"),
                entry(
                        "KAFKA_SASL_LOGIN_CALLBACK_HANDLER_CLASS",
                        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler"),
                entry("KAFKA_SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL", endpoint),
                entry("KAFKA_SASL_OAUTHBEARER_CLIENT_CREDENTIALS_CLIENT_ID", TokenServer.CLIENT),
                entry("KAFKA_SASL_OAUTHBEARER_CLIENT_CREDENTIALS_CLIENT_SECRET", secret),
                entry(
                        "KAFKA_SASL_JAAS_CONFIG",
                        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;"),
                entry("KAFKA_SASL_LOGIN_REFRESH_MIN_PERIOD_SECONDS", "1"),
                entry("KAFKA_SASL_LOGIN_REFRESH_BUFFER_SECONDS", "0"));
    }

    @ParameterizedTest
    @CsvSource({
        "/token,   wrong-canary-1b9a, the OAuth server gives no token (it answers 401); check KAFKA_SASL_OAUTHBEARER_",
        "/no-such, oauth-canary-6b0c, the OAuth server gives no token (it answers 404); check KAFKA_SASL_OAUTHBEARER_"
    })
    @Execution(ExecutionMode.CONCURRENT)
    void withoutATokenItEndsWithOneLineThatSaysWhatToChange(String path, String secret, String remedy)
            throws Exception {
        String endpoint = broker().tokens().tokens().replace("/token", path);
        try (Scenario scenario = new Scenario(broker().plain(), 1);
                SecuredService service =
                        SecuredService.start(environment(scenario, Listener.OAUTH, oauth(endpoint, secret)), "run")) {
            assertThat(service.exitCode()).as(service.said()).isEqualTo(3);
            assertThat(service.said().lines().filter(line -> line.startsWith("kafka-fetch: ")))
                    .singleElement()
                    .asString()
                    .contains(remedy);
            assertThat(service.said()).doesNotContain(CANARIES).doesNotContain("\tat ");
        }
    }

    /** As a rolling update does it: the broker renews its certificate, and instances with a new one of theirs take over. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void certificatesAreRenewedWhileLoginsAreCounted() throws Exception {
        try (SecuredBroker renewing = SecuredBroker.start();
                Scenario scenario = new Scenario(renewing.plain(), 2).generate(51, 3, 1_000)) {
            allowAll(renewing, Certificates.CLIENT);
            Map<String, String> variables = environment(
                    scenario,
                    renewing,
                    Way.MUTUAL_TLS_BY_PEM.listener,
                    Way.MUTUAL_TLS_BY_PEM.variables(renewing.certificates()));
            X509Certificate first = shownBy(renewing);
            try (SecuredService before = SecuredService.start(variables, "run")) {
                scenario.awaitAccounted(before::said);
                renewing.renewCertificates();
                Await.until(
                        "the broker shows its new certificate",
                        () -> !shownBy(renewing).equals(first));
                scenario.generate(52, 3, 1_000).awaitAccounted(before::said);
                try (SecuredService after = SecuredService.start(variables, "run")) {
                    Await.until("both have partitions", () -> scenario.owners() == 2, after::said);
                    scenario.generate(53, 3, 1_000).awaitAccounted(after::said);
                    before.terminate();
                    assertThat(before.exitCode()).isEqualTo(143);
                    scenario.generate(54, 3, 1_000).awaitAccounted(after::said);
                    after.terminate();
                    assertThat(after.exitCode()).isEqualTo(143);
                }
            }
            scenario.stopAndCheck();
        }
    }

    private static X509Certificate shownBy(SecuredBroker broker) throws Exception {
        String[] address = broker.address(Listener.TLS).split(":", 2);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(
                KeyStore.getInstance(broker.certificates().trustStore().toFile(), Certificates.PASSWORD.toCharArray()));
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trusted.getTrustManagers(), null);
        try (SSLSocket socket =
                (SSLSocket) trusting.getSocketFactory().createSocket(address[0], Integer.parseInt(address[1]))) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    /** A way that does not lead in, and what the one line on standard error says about it. */
    enum WrongWay {
        WRONG_PASSWORD(Listener.SASL, "check the credentials: KAFKA_SASL_") {
            @Override
            Map<String, String> variables(Certificates certificates) {
                return scram("wrong-canary-1b9a");
            }
        },
        UNTRUSTED_CA(Listener.TLS, "KAFKA_SSL_TRUSTSTORE_") {
            @Override
            Map<String, String> variables(Certificates certificates) {
                return Map.of(
                        "KAFKA_SECURITY_PROTOCOL", "SSL",
                        "KAFKA_SSL_TRUSTSTORE_TYPE", "PEM",
                        "KAFKA_SSL_TRUSTSTORE_LOCATION", certificates.otherPem().toString());
            }
        },
        NO_CLIENT_CERTIFICATE(Listener.MTLS, "KAFKA_SSL_KEYSTORE_") {
            @Override
            Map<String, String> variables(Certificates certificates) {
                return Map.of("KAFKA_SECURITY_PROTOCOL", "SSL");
            }
        },
        MECHANISM_NOT_OFFERED(Listener.SASL, "KAFKA_SASL_MECHANISM") {
            @Override
            Map<String, String> variables(Certificates certificates) {
                Map<String, String> variables = new TreeMap<>(scram(SCRAM_PASSWORD));
                variables.put("KAFKA_SASL_MECHANISM", "SCRAM-SHA-256");
                return variables;
            }
        };

        final Listener listener;
        final String remedy;

        WrongWay(Listener listener, String remedy) {
            this.listener = listener;
            this.remedy = remedy;
        }

        abstract Map<String, String> variables(Certificates certificates);
    }

    private static Map<String, String> scram(String password) {
        return Map.ofEntries(
                entry("KAFKA_SECURITY_PROTOCOL", "SASL_SSL"),
                entry("KAFKA_SASL_MECHANISM", "SCRAM-SHA-512"),
                entry(
                        "KAFKA_SASL_JAAS_CONFIG",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + SCRAM_USER
                                + "\" password=\"" + password + "\";"));
    }

    private Map<String, String> environment(Scenario scenario, Listener listener, Map<String, String> way) {
        return environment(scenario, broker(), listener, way);
    }

    private static Map<String, String> environment(
            Scenario scenario, SecuredBroker broker, Listener listener, Map<String, String> way) {
        Map<String, String> variables = SecuredService.environment(scenario);
        variables.put("KAFKA_BOOTSTRAP_SERVERS", broker.address(listener));
        variables.put("KAFKA_SSL_TRUSTSTORE_TYPE", "PKCS12");
        variables.put(
                "KAFKA_SSL_TRUSTSTORE_LOCATION",
                broker.certificates().trustStore().toString());
        variables.put("KAFKA_SSL_TRUSTSTORE_PASSWORD", Certificates.PASSWORD);
        variables.putAll(way);
        if ("PEM".equals(variables.get("KAFKA_SSL_TRUSTSTORE_TYPE"))) {
            variables.remove("KAFKA_SSL_TRUSTSTORE_PASSWORD");
        }
        return variables;
    }

    @ParameterizedTest
    @EnumSource
    @Execution(ExecutionMode.CONCURRENT)
    void aServiceThatSignsInCountsEachLoginOnce(Way way) throws Exception {
        try (Scenario scenario = new Scenario(broker().plain(), 2).generate(31, 3, 2_000);
                SecuredService service = SecuredService.start(
                        environment(scenario, way.listener, way.variables(broker().certificates())), "run")) {
            scenario.awaitAccounted(service::said);
            service.terminate();
            assertThat(service.exitCode()).isEqualTo(143);
            scenario.stopAndCheck();
            assertThat(service.said()).doesNotContain(CANARIES).doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @EnumSource
    @Execution(ExecutionMode.CONCURRENT)
    void aServiceThatMayNotInEndsWithOneLineThatSaysWhatToChange(WrongWay way) throws Exception {
        try (Scenario scenario = new Scenario(broker().plain(), 1);
                SecuredService service = SecuredService.start(
                        environment(scenario, way.listener, way.variables(broker().certificates())), "run")) {
            assertThat(service.exitCode()).as(service.said()).isEqualTo(3);
            assertThat(service.said().lines().filter(line -> line.startsWith("kafka-fetch: ")))
                    .singleElement()
                    .asString()
                    .contains("Kafka at " + broker().address(way.listener) + " refuses: ", way.remedy);
            assertThat(service.said()).doesNotContain(CANARIES).doesNotContain("\tat ");
        }
    }
}
