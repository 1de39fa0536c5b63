package io.kafkafetch.bootstrap.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.rights.Right;
import io.kafkafetch.adapters.kafka.rights.Rights;
import io.kafkafetch.adapters.kafka.rights.Use;
import io.kafkafetch.bootstrap.check.Uses;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.config.LiveConfiguration;
import io.kafkafetch.bootstrap.given.ConfigFile;
import io.kafkafetch.bootstrap.given.EffectiveSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What IAM calls the rights of the catalogue, as lines {@code kafka-cluster:ReadData topic user-login}. By
 * https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html, seen on 2026-11-30.
 */
final class IamPolicy {

    private static final String PREFIX = "kafka-cluster:";

    private IamPolicy() {}

    /** What a service with these settings needs. */
    static Set<String> needed(Map<String, String> environment) {
        EffectiveSettings settings = new EffectiveSettings(environment, ConfigFile.NONE);
        KafkaFetchConfiguration configuration = KafkaFetchConfiguration.of(settings.settings());
        KafkaPipeline pipeline = configuration.pipeline();
        Set<String> needed = new TreeSet<>();
        for (Right right : Rights.of(uses(settings))) {
            ResourcePattern pattern = right.resource().pattern(pipeline);
            String name = pattern.name() + (pattern.patternType() == PatternType.PREFIXED ? "*" : "");
            actions(pattern.resourceType(), right.operation())
                    .forEach(action -> needed.add(PREFIX + action + " " + kind(pattern.resourceType()) + " " + name));
        }
        needed.add(PREFIX + "Connect cluster ");
        needed.add(PREFIX + "WriteDataIdempotently cluster "); // each transactional producer is one
        return needed;
    }

    /** What a service with these settings does, and what it can do without: to count open dead letters. */
    static Set<Use> uses(EffectiveSettings settings) {
        Set<Use> uses = Uses.of(
                KafkaFetchConfiguration.of(settings.settings()),
                settings.settings().get(LiveConfiguration.LIVE_VIEW));
        uses.add(Use.LETTERS);
        return uses;
    }

    /** What a policy grants; its ARNs end with the resource's kind, cluster, UUID and name. */
    static Set<String> granted(JsonNode policy) {
        Set<String> granted = new TreeSet<>();
        for (JsonNode statement : policy.path("Statement")) {
            if (!statement.path("Effect").asText().equals("Allow")) {
                throw new AssertionError("not Allow: " + statement);
            }
            for (String action : texts(statement.path("Action"))) {
                for (String arn : texts(statement.path("Resource"))) {
                    String[] parts = arn.substring(arn.lastIndexOf(':') + 1).split("/", -1);
                    granted.add(action + " " + parts[0] + " " + (parts.length > 3 ? parts[3] : ""));
                }
            }
        }
        return granted;
    }

    private static List<String> texts(JsonNode texts) {
        List<String> all = new ArrayList<>();
        texts.forEach(text -> all.add(text.isObject() ? text.path("Fn::Sub").asText() : text.asText()));
        return all;
    }

    private static Stream<String> actions(ResourceType on, AclOperation operation) {
        return switch (on + " " + operation) {
            case "TOPIC READ" -> Stream.of("ReadData", "DescribeTopic");
            case "TOPIC WRITE" -> Stream.of("WriteData", "DescribeTopic");
            case "TOPIC DESCRIBE_CONFIGS" -> Stream.of("DescribeTopicDynamicConfiguration");
            case "TOPIC CREATE" -> Stream.of("CreateTopic");
            case "GROUP READ" -> Stream.of("AlterGroup", "DescribeGroup");
            case "TRANSACTIONAL_ID WRITE" -> Stream.of("AlterTransactionalId", "DescribeTransactionalId");
            default -> throw new AssertionError("IAM's action for " + operation + " on a " + on + " is not known");
        };
    }

    private static String kind(ResourceType type) {
        return switch (type) {
            case TOPIC -> "topic";
            case GROUP -> "group";
            case TRANSACTIONAL_ID -> "transactional-id";
            default -> throw new AssertionError("IAM has no " + type);
        };
    }
}
