package io.kafkafetch.adapters.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.internals.BrokerSecurityConfigs;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallbackHandler;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The embedded broker as a production cluster is set up: listeners with TLS, mutual TLS and SASL over TLS beside the
 * plain one, and an authorizer that allows nothing that was not granted. Clients of the plain listener may do all, and
 * prepare what a test needs. It is in the embedded broker's package, whose settings and folder it takes.
 */
public final class SecuredBroker implements AutoCloseable {

    /** A user who signs in with {@code PLAIN}. */
    public static final String PLAIN_USER = "plain-user";

    /** The password of {@link #PLAIN_USER}. */
    public static final String PLAIN_PASSWORD = "plain-canary-8f2e";

    private static final Duration CLOSE = Duration.ofSeconds(5);

    /** What Kafka takes at least. */
    private static final int ITERATIONS = 4_096;

    /** Where clients may connect. */
    public enum Listener {
        /** TLS; nobody is asked who they are. */
        TLS,
        /** TLS, and the client's certificate says who it is. */
        MTLS,
        /** {@code SCRAM-SHA-512} or {@code PLAIN}, over TLS. */
        SASL,
        /** {@code OAUTHBEARER} over TLS, with tokens of {@link #tokens}; clients sign in again every two seconds. */
        OAUTH
    }

    private final DataDirectory directory;
    private final Certificates certificates;
    private final TokenServer tokens;
    private final Sockets sockets;
    private final BrokerServers servers;
    private final Admin admin;

    private SecuredBroker(DataDirectory directory, Certificates certificates, TokenServer tokens) {
        this.directory = directory;
        this.certificates = certificates;
        this.tokens = tokens;
        allowTokensOf(tokens);
        directory.formatIfNew();
        this.sockets = new Sockets(BrokerListeners.bind(0), new ConcurrentHashMap<>());
        this.servers = BrokerServers.of(config(directory.path(), sockets.plain(), certificates, tokens), sockets);
        servers.start(CLOSE);
        this.admin = Admin.create(Map.of("bootstrap.servers", plain()));
    }

    /** A broker in this process asks no URL that is not listed; several brokers may be there at once. */
    private static synchronized void allowTokensOf(TokenServer tokens) {
        String allowed = System.getProperty(BrokerSecurityConfigs.ALLOWED_SASL_OAUTHBEARER_URLS_CONFIG);
        System.setProperty(
                BrokerSecurityConfigs.ALLOWED_SASL_OAUTHBEARER_URLS_CONFIG,
                allowed == null ? tokens.keySet() : allowed + "," + tokens.keySet());
    }

    /** Starts one with certificates of its own. */
    public static SecuredBroker start() throws IOException, InterruptedException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("kafka-fetch-certificates");
        return new SecuredBroker(
                DataDirectory.temporary(Path.of(System.getProperty("java.io.tmpdir"))),
                Certificates.make(folder),
                TokenServer.start());
    }

    /** The plain listener, whose clients may do all. */
    public String plain() {
        return "localhost:" + sockets.plain().clientPort();
    }

    /** {@code localhost:PORT}. */
    public String address(Listener listener) {
        return "localhost:"
                + Objects.requireNonNull(sockets.opened().get(listener.name()))
                        .socket()
                        .getLocalPort();
    }

    /** Those of its CA. */
    public Certificates certificates() {
        return certificates;
    }

    /** Renews all certificates: from now on new connections get the broker's new one. */
    public void renewCertificates() throws Exception {
        certificates.renew();
        Path renewed = Files.copy(
                certificates.serverStore(), certificates.serverStore().resolveSibling("server-renewed.p12"));
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.BROKER, String.valueOf(BrokerSettings.NODE_ID)),
                        Stream.of(Listener.values())
                                .map(listener -> new AlterConfigOp(
                                        new ConfigEntry(prefix(listener) + "ssl.keystore.location", renewed.toString()),
                                        AlterConfigOp.OpType.SET))
                                .toList()))
                .all()
                .get();
    }

    /** Of settings that are for this listener alone. */
    private static String prefix(Listener listener) {
        return "listener.name." + listener.name().toLowerCase(Locale.ROOT) + ".";
    }

    /** Where tokens of {@code OAUTHBEARER} come from. */
    public TokenServer tokens() {
        return tokens;
    }

    /** A client that may do all, closed with the broker. */
    public Admin admin() {
        return admin;
    }

    /** Lets this user sign in with {@code SCRAM-SHA-512}; a broker knows it some milliseconds later. */
    public void addUser(String name, String password) throws Exception {
        admin.alterUserScramCredentials(List.<UserScramCredentialAlteration>of(new UserScramCredentialUpsertion(
                        name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), password)))
                .all()
                .get();
    }

    /** How a client signs in as this user, by {@code SCRAM-SHA-512} at {@link Listener#SASL}. */
    public Map<String, String> clientSettings(String user, String password) {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                        + password + "\";",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificates.trustedPem().toString());
    }

    /** Allows a user these operations on a resource. */
    public void allow(String user, ResourcePattern resource, Collection<AclOperation> operations) throws Exception {
        admin.createAcls(operations.stream()
                        .map(operation -> new AclBinding(
                                resource,
                                new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)))
                        .toList())
                .all()
                .get();
    }

    @Override
    public void close() {
        admin.close();
        try {
            servers.stop(CLOSE);
        } finally {
            sockets.plain().close();
            tokens.close();
            directory.close();
            certificates.delete();
        }
    }

    private static KafkaConfig config(Path data, BrokerListeners plain, Certificates certificates, TokenServer tokens) {
        Map<String, Object> settings =
                new HashMap<>(BrokerSettings.of(data, plain).originals());
        StringBuilder listeners = new StringBuilder(String.valueOf(settings.get("listeners")));
        for (Listener listener : Listener.values()) {
            listeners.append(',').append(listener).append("://localhost:0");
        }
        settings.put("listeners", listeners.toString());
        settings.remove("advertised.listeners");
        settings.merge(
                "listener.security.protocol.map",
                ",TLS:SSL,MTLS:SSL,SASL:SASL_SSL,OAUTH:SASL_SSL",
                (map, more) -> map.toString() + more);
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put("ssl.keystore.location", certificates.serverStore().toString());
        settings.put("ssl.keystore.password", Certificates.PASSWORD);
        settings.put("ssl.key.password", Certificates.PASSWORD);
        settings.put("ssl.truststore.type", "PKCS12");
        settings.put("ssl.truststore.location", certificates.trustStore().toString());
        settings.put("ssl.truststore.password", Certificates.PASSWORD);
        settings.put("ssl.principal.mapping.rules", "RULE:^CN=(.*?)(,.*)?$/$1/");
        settings.put(prefix(Listener.MTLS) + "ssl.client.auth", "required");
        String sasl = prefix(Listener.SASL);
        settings.put(sasl + "sasl.enabled.mechanisms", "SCRAM-SHA-512,PLAIN");
        settings.put(
                sasl + "scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put(
                sasl + "plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required user_" + PLAIN_USER + "=\""
                        + PLAIN_PASSWORD + "\";");
        String oauth = prefix(Listener.OAUTH);
        String bearer = oauth + "oauthbearer.";
        settings.put(oauth + "sasl.enabled.mechanisms", "OAUTHBEARER");
        settings.put(bearer + "sasl.jaas.config", OAuthBearerLoginModule.class.getName() + " required;");
        settings.put(
                bearer + "sasl.server.callback.handler.class", OAuthBearerValidatorCallbackHandler.class.getName());
        settings.put(bearer + "sasl.oauthbearer.jwks.endpoint.url", tokens.keySet());
        settings.put(bearer + "sasl.oauthbearer.expected.audience", "kafka");
        settings.put(bearer + "connections.max.reauth.ms", "2000");
        settings.put("authorizer.class.name", StandardAuthorizer.class.getName());
        settings.put("super.users", "User:ANONYMOUS");
        return new KafkaConfig(settings, false);
    }

    /** Those of the plain broker, and one for each further listener at any free port. */
    private record Sockets(BrokerListeners plain, Map<String, ServerSocketChannel> opened)
            implements ServerSocketFactory {

        @Override
        public ServerSocketChannel openServerSocket(
                String listenerName, InetSocketAddress address, int backlog, int receiveBufferBytes)
                throws IOException {
            if (listenerName.equals(BrokerListeners.CLIENT) || listenerName.equals(BrokerListeners.CONTROLLER)) {
                return plain.openServerSocket(listenerName, address, backlog, receiveBufferBytes);
            }
            ServerSocketChannel channel = ServerSocketChannel.open();
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), backlog);
            opened.put(listenerName, channel);
            return channel;
        }
    }
}
