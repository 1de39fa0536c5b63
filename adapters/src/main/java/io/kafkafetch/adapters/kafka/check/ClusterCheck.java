package io.kafkafetch.adapters.kafka.check;

import io.kafkafetch.adapters.kafka.client.Identity;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaFaults;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.client.SignIn;
import io.kafkafetch.adapters.kafka.rights.Rights;
import io.kafkafetch.adapters.kafka.rights.Use;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.DescribeFeaturesOptions;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;

/**
 * Looks at a cluster with the clients of a service, and tries all that the service would do there. Changes nothing that
 * anyone sees who reads committed records. Used by one thread.
 */
public final class ClusterCheck {

    private final KafkaClients clients;
    private final Identity identity;
    private final KafkaPipeline pipeline;
    private final Set<Use> uses;
    private final LongUnaryOperator deadLetterBytes;
    private final Duration firstAnswer;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param identity as whom the clients sign in
     * @param uses what the service would do
     * @param deadLetterBytes that a record of so many takes as a dead letter, at most; 0 where none of it is kept
     * @param firstAnswer how long to wait for one: to connect, to sign in, and for the answer
     */
    public ClusterCheck(
            KafkaClients clients,
            Identity identity,
            KafkaPipeline pipeline,
            Set<Use> uses,
            LongUnaryOperator deadLetterBytes,
            Duration firstAnswer) {
        this.deadLetterBytes = deadLetterBytes;
        this.firstAnswer = firstAnswer;
        this.clients = clients;
        this.identity = identity;
        this.pipeline = pipeline;
        this.uses = Set.copyOf(uses);
    }

    /**
     * All findings, in the order they are looked at. Where signing in fails there is only that one.
     *
     * @throws UnreachableClusterException if no broker answers in time
     * @throws org.apache.kafka.common.config.ConfigException if no client can be made of the settings
     */
    public List<Finding> findings() throws InterruptedException {
        try (Admin admin = admin()) {
            Optional<Integer> brokers = connect(admin);
            if (brokers.isPresent()) {
                security();
                new TopicsCheck(admin, pipeline, uses, deadLetterBytes, brokers.get(), findings).look();
                new RightsCheck(admin, clients, pipeline, findings).tryAll(Rights.of(uses));
            }
        }
        return List.copyOf(findings);
    }

    private Admin admin() {
        try {
            return clients.admin();
        } catch (KafkaException failure) {
            if (KafkaClients.isUnresolved(failure)) {
                throw unreachable("none of KAFKA_BOOTSTRAP_SERVERS has an address");
            }
            throw failure;
        }
    }

    /** How many brokers there are; empty where they refuse. */
    private Optional<Integer> connect(Admin admin) throws InterruptedException {
        DescribeClusterResult asked =
                admin.describeCluster(new DescribeClusterOptions().timeoutMs(Math.toIntExact(firstAnswer.toMillis())));
        Answer<String> cluster = Answer.of(asked.clusterId());
        if (cluster.failure() instanceof AuthenticationException refused) {
            findings.add(Finding.fail("signing in", KafkaFaults.describe(refused), SignIn.remedy(refused)));
            return Optional.empty();
        }
        if (cluster.failure() != null) {
            throw unreachable(KafkaFaults.describe(cluster.failure()));
        }
        int brokers =
                Answer.of(asked.nodes()).value().map(nodes -> nodes.size()).orElse(0);
        findings.add(Finding.ok(
                "cluster",
                cluster.value().orElse("without an id") + " at " + clients.bootstrapServers() + ", " + brokers
                        + (brokers == 1 ? " broker" : " brokers") + release(admin)));
        return Optional.of(brokers);
    }

    private UnreachableClusterException unreachable(String why) {
        return new UnreachableClusterException(
                "no broker of KAFKA_BOOTSTRAP_SERVERS=" + clients.bootstrapServers() + " answers (" + why
                        + "); check that the brokers run, the address and port, and KAFKA_SECURITY_PROTOCOL");
    }

    /** Kafka's protocol has no version of a broker, but this says since which release its metadata is what it is. */
    private static String release(Admin admin) throws InterruptedException {
        FinalizedVersionRange level = Answer.of(
                        admin.describeFeatures(new DescribeFeaturesOptions().timeoutMs(Answer.timeoutMillis()))
                                .featureMetadata())
                .value()
                .map(FeatureMetadata::finalizedFeatures)
                .map(features -> features.get(KafkaRelease.FEATURE))
                .orElse(null);
        return level == null
                ? ", of an unknown release"
                : ", Kafka " + KafkaRelease.of(level.maxVersionLevel()) + " or later (" + KafkaRelease.FEATURE + " "
                        + level.maxVersionLevel() + ")";
    }

    private void security() {
        String text =
                identity.protocol() + identity.who().map(who -> ", as " + who).orElse("");
        findings.add(
                identity.isEncrypted() || isLocal()
                        ? Finding.ok("security", text)
                        : Finding.warn(
                                "security",
                                text + ": all of it can be read on the way",
                                "set KAFKA_SECURITY_PROTOCOL to SSL or SASL_SSL"));
    }

    private boolean isLocal() {
        return List.of(clients.bootstrapServers().split(",")).stream()
                .map(String::strip)
                .allMatch(server -> server.matches("(localhost|127\\.[0-9.]+|\\[::1\\]):\\d+"));
    }
}
