package io.kafkafetch.bootstrap.deploy;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * KEDA's, as far as it is used here; there is no model of it in Java. By https://keda.sh/docs/2.22/reference/scaledobject-spec/
 * and .../scalers/prometheus/, seen on 2026-11-30.
 */
record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

    record Spec(
            Target scaleTargetRef,
            @Nullable Integer pollingInterval,
            @Nullable Integer cooldownPeriod,
            @Nullable Integer minReplicaCount,
            @Nullable Integer maxReplicaCount,
            Advanced advanced,
            List<Trigger> triggers) {}

    record Target(String apiVersion, String kind, String name) {}

    record Advanced(@Nullable Boolean restoreToOriginalReplicaCount, Autoscaler horizontalPodAutoscalerConfig) {}

    record Autoscaler(@Nullable String name, HorizontalPodAutoscalerBehavior behavior) {}

    /** All values of the metadata are texts. */
    record Trigger(
            String type, @Nullable String name, @Nullable String metricType, Map<String, String> metadata) {}
}
