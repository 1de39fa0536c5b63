package io.kafkafetch.bootstrap.deploy;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.VolumeMount;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.rights.Right;
import io.kafkafetch.adapters.kafka.rights.Rights;
import io.kafkafetch.adapters.kafka.rights.Use;
import io.kafkafetch.adapters.kafka.topics.TopicPlan;
import io.kafkafetch.bootstrap.check.Uses;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTransactionalIdResource;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.resource.ResourcePattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Strimzi is asked for: the topics that the code would create, and the rights of the code's catalogue. */
@ExtendWith(NeedsKubectl.class)
class StrimziTest {

    private static final String CLUSTER = "strimzi.io/cluster";

    /** What an operator decides, and the code does not. */
    private static final String IN_SYNC = "min.insync.replicas";

    private Manifests manifests() {
        return Manifests.of("overlays/strimzi");
    }

    @Test
    void topicsAreThoseOfTheSettingsAsTheCodeCreatesThem() {
        KafkaPipeline pipeline = manifests().configuration().pipeline();
        Stream<String> names = Stream.of(
                pipeline.inputTopic(),
                pipeline.outputTopic(),
                pipeline.deadLetterTopic(),
                pipeline.deadLetterLogTopic(),
                pipeline.rollups().orElseThrow().tallies(),
                pipeline.rollups().orElseThrow().rollups());

        assertThat(manifests().all(KafkaTopic.class).stream().collect(toMap(StrimziTest::name, StrimziTest::plan)))
                .isEqualTo(names.collect(toMap(name -> name, name -> TopicPlan.of(name, pipeline))));
    }

    @Test
    void aLostBrokerLosesNothing() {
        assertThat(manifests().all(KafkaTopic.class)).allSatisfy(topic -> {
            assertThat(topic.getSpec().getReplicas()).isEqualTo(3);
            assertThat(topic.getSpec().getConfig()).containsEntry(IN_SYNC, 2);
        });
    }

    /** No more, and no less. Read and Write imply Describe. */
    @Test
    void theUserHasTheRightsThatTheSettingsNeed() {
        assertThatItMay(user("kafka-fetch"), IamPolicy.uses(manifests().settings()));
    }

    @Test
    void theOperatorHasTheRightsOfTheCommandsForBadNights() {
        Set<Use> uses = EnumSet.of(Use.VERIFYING, Use.WARNINGS);
        uses.addAll(Uses.OF_LETTERS);

        assertThatItMay(user("kafka-fetch-operator"), uses);
    }

    private KafkaUser user(String name) {
        return manifests().all(KafkaUser.class).stream()
                .filter(user -> name(user).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void assertThatItMay(KafkaUser user, Set<Use> uses) {
        KafkaPipeline pipeline = manifests().configuration().pipeline();

        assertThat(((KafkaUserAuthorizationSimple) user.getSpec().getAuthorization())
                        .getAcls().stream().flatMap(StrimziTest::rights))
                .containsExactlyInAnyOrderElementsOf(Rights.of(uses).stream()
                        .map(right -> text(right, pipeline))
                        .toList());
    }

    @Test
    void credentialsAreThoseThatTheOperatorsMake() {
        KafkaUser user = user("kafka-fetch");
        String cluster = user.getMetadata().getLabels().get(CLUSTER);
        Path line = Path.of(manifests().value("KAFKA_SASL_JAAS_CONFIG_FILE"));
        String mounted = manifests().container().getVolumeMounts().stream()
                .filter(mount -> Path.of(mount.getMountPath()).equals(line.getParent()))
                .map(VolumeMount::getName)
                .findFirst()
                .orElseThrow();

        assertThat(manifests().all(KafkaTopic.class))
                .allSatisfy(topic -> assertThat(topic.getMetadata().getLabels()).containsEntry(CLUSTER, cluster));
        assertThat(manifests().all(KafkaUser.class)).allSatisfy(one -> {
            assertThat(one.getMetadata().getLabels()).containsEntry(CLUSTER, cluster);
            assertThat(one.getSpec().getAuthentication().getType()).isEqualTo("scram-sha-512");
        });
        assertThat(line).hasFileName("sasl.jaas.config");
        assertThat(manifests().pod().getVolumes())
                .filteredOn(one -> one.getName().equals(mounted))
                .extracting(one -> one.getSecret().getSecretName())
                .containsExactly(name(user));
        assertThat(manifests().pod().getVolumes())
                .filteredOn(volume -> volume.getSecret() != null)
                .extracting(volume -> volume.getSecret().getSecretName())
                .contains(cluster + "-cluster-ca-cert");
        assertThat(manifests().environment())
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", cluster + "-kafka-bootstrap:9093")
                .containsEntry("KAFKA_SASL_MECHANISM", "SCRAM-SHA-512");
    }

    private static String name(io.fabric8.kubernetes.api.model.HasMetadata resource) {
        return resource.getMetadata().getName();
    }

    private static TopicPlan plan(KafkaTopic topic) {
        Map<String, String> configs = new TreeMap<>();
        topic.getSpec().getConfig().forEach((name, value) -> configs.put(name, String.valueOf(value)));
        configs.remove(IN_SYNC);
        return new TopicPlan(name(topic), topic.getSpec().getPartitions() == 1, configs);
    }

    private static Stream<String> rights(AclRule rule) {
        return rule.getOperations().stream()
                .map(operation -> operation.toString().replace("_", "").toLowerCase(Locale.ROOT) + " on "
                        + text(rule.getResource()));
    }

    private static String text(AclRuleResource resource) {
        return switch (resource) {
            case AclRuleTopicResource topic -> "topic " + topic.getName() + " " + topic.getPatternType();
            case AclRuleGroupResource group -> "group " + group.getName() + " " + group.getPatternType();
            case AclRuleTransactionalIdResource id -> "transactionalid " + id.getName() + " " + id.getPatternType();
            default -> resource.toString();
        };
    }

    private static String text(Right right, KafkaPipeline pipeline) {
        ResourcePattern pattern = right.resource().pattern(pipeline);
        return String.join(
                " ",
                letters(right.operation()),
                "on",
                letters(pattern.resourceType()),
                pattern.name(),
                switch (pattern.patternType()) {
                    case PREFIXED -> "PREFIX";
                    default -> pattern.patternType().name();
                });
    }

    private static String letters(Enum<?> constant) {
        return constant.name().replace("_", "").toLowerCase(Locale.ROOT);
    }
}
