package io.kafkafetch.bootstrap.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a server would take: the fields that there are and their types, by the models of fabric8 and Strimzi, and which of
 * them must be there, by this list of the ones in use.
 */
final class Schemas {

    private static final String NAME = "metadata.name";

    /** Of one kind. */
    private record Schema(Class<?> type, List<String> required) {}

    private static final Map<String, Schema> SCHEMAS = Map.ofEntries(
            schema("v1", Namespace.class, NAME),
            schema("v1", ServiceAccount.class, NAME),
            schema("v1", ConfigMap.class, NAME, "data"),
            schema("v1", Secret.class, NAME),
            schema("v1", Service.class, NAME, "spec.ports.port", "spec.selector"),
            schema(
                    "apps/v1",
                    StatefulSet.class,
                    NAME,
                    "spec.serviceName",
                    "spec.selector.matchLabels",
                    "spec.template.metadata.labels",
                    "spec.template.spec.containers.name",
                    "spec.template.spec.containers.image",
                    "spec.template.spec.containers.ports.containerPort",
                    "spec.template.spec.containers.volumeMounts.name",
                    "spec.template.spec.containers.volumeMounts.mountPath",
                    "spec.template.spec.topologySpreadConstraints.maxSkew",
                    "spec.template.spec.topologySpreadConstraints.topologyKey",
                    "spec.template.spec.topologySpreadConstraints.whenUnsatisfiable",
                    "spec.template.spec.volumes.name"),
            schema("policy/v1", PodDisruptionBudget.class, NAME, "spec.selector"),
            schema("networking.k8s.io/v1", NetworkPolicy.class, NAME, "spec.podSelector"),
            schema("kafka.strimzi.io/v1", KafkaTopic.class, NAME, "spec.partitions", "spec.replicas"),
            schema(
                    "kafka.strimzi.io/v1",
                    KafkaUser.class,
                    NAME,
                    "spec.authentication.type",
                    "spec.authorization.type",
                    "spec.authorization.acls.resource.type",
                    "spec.authorization.acls.resource.name",
                    "spec.authorization.acls.operations"),
            schema("monitoring.coreos.com/v1", ServiceMonitor.class, NAME, "spec.selector", "spec.endpoints.port"),
            schema(
                    "monitoring.coreos.com/v1",
                    PrometheusRule.class,
                    NAME,
                    "spec.groups.name",
                    "spec.groups.rules.alert",
                    "spec.groups.rules.expr"),
            schema(
                    "keda.sh/v1alpha1",
                    ScaledObject.class,
                    NAME,
                    "spec.scaleTargetRef.name",
                    "spec.triggers.type",
                    "spec.triggers.metadata"));

    /** Models keep fields that they do not know, by an any-setter: without it each is a fault. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            })
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    texts -> Stream.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)
                            .forEach(other -> texts.setCoercion(other, CoercionAction.Fail)))
            .build();

    private Schemas() {}

    private static Map.Entry<String, Schema> schema(String version, Class<?> type, String... required) {
        return Map.entry(version + " " + type.getSimpleName(), new Schema(type, List.of(required)));
    }

    /** What is wrong with a document; empty where nothing is. */
    static List<String> faults(Map<String, Object> document) {
        String kind = document.get("apiVersion") + " " + document.get("kind");
        Schema schema = SCHEMAS.get(kind);
        if (schema == null) {
            return List.of(kind + " is not known");
        }
        List<String> faults = new ArrayList<>();
        for (String path : schema.required()) {
            if (isMissing(document, List.of(path.split("\\.")))) {
                faults.add(kind + " lacks " + path);
            }
        }
        try {
            MAPPER.convertValue(document, schema.type());
        } catch (IllegalArgumentException unfit) {
            faults.add(kind + ": " + unfit.getMessage());
        }
        return faults;
    }

    /** A document as its type. */
    static <T> T read(Map<String, Object> document, Class<T> type) {
        return MAPPER.convertValue(document, type);
    }

    /** Of lists, in any of their elements; an absent list lacks nothing but itself. */
    private static boolean isMissing(Object value, List<String> path) {
        if (path.isEmpty()) {
            return false;
        }
        if (value instanceof List<?> elements) {
            return elements.isEmpty() || elements.stream().anyMatch(element -> isMissing(element, path));
        }
        return !(value instanceof Map<?, ?> object)
                || Stream.of(path.getFirst())
                        .map(name -> Optional.<Object>ofNullable(object.get(name)))
                        .anyMatch(member -> member.isEmpty() || isMissing(member.get(), path.subList(1, path.size())));
    }
}
