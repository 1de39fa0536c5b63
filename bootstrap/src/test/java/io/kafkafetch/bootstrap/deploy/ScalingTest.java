package io.kafkafetch.bootstrap.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How KEDA scales: by the lag that the service reports, no further than there are partitions, and slowly down. */
@ExtendWith(NeedsKubectl.class)
class ScalingTest {

    private final Manifests manifests = Manifests.of("overlays/everything");
    private final ScaledObject.Spec scaling = manifests.one(ScaledObject.class).spec();

    @Test
    void itScalesTheStatefulSetWhichHasNoNumberOfItsOwn() {
        StatefulSet set = manifests.one(StatefulSet.class);

        assertThat(scaling.scaleTargetRef())
                .isEqualTo(new ScaledObject.Target(
                        "apps/v1", "StatefulSet", set.getMetadata().getName()));
        assertThat(set.getSpec().getReplicas()).isNull();
    }

    /** The alert about lag asks for the same, so that its tests are of this metric too. */
    @Test
    void itAsksForTheLagInSecondsOfTheAlerts() throws Exception {
        String metric = "login_consumer_lag_seconds{job=\"kafka-fetch\"}";
        ScaledObject.Trigger trigger = scaling.triggers().getFirst();

        assertThat(scaling.triggers()).hasSize(1);
        assertThat(trigger.type()).isEqualTo("prometheus");
        assertThat(trigger.metadata()).containsEntry("query", "max(" + metric + ")");
        assertThat(Alerts.expressions()).anyMatch(expression -> expression.contains(metric));
        assertThat(trigger.metricType()).isEqualTo("Value"); // an average over pods would halve it with each pod
        assertThat(trigger.metadata()).containsEntry("ignoreNullValues", "false");
    }

    @Test
    void thereAreAsManyPodsAsPartitionsAtMostAndOneMoreThanIsNeededAtLeast() {
        String input = manifests.configuration().pipeline().inputTopic();
        int partitions = manifests.all(KafkaTopic.class).stream()
                .filter(topic -> topic.getMetadata().getName().equals(input))
                .findFirst()
                .orElseThrow()
                .getSpec()
                .getPartitions();

        assertThat(scaling.maxReplicaCount())
                .isEqualTo(partitions / manifests.configuration().consumerThreads());
        assertThat(scaling.minReplicaCount()).isEqualTo(2);
    }

    @Test
    void downIsSlowerThanUp() {
        HorizontalPodAutoscalerBehavior behavior =
                scaling.advanced().horizontalPodAutoscalerConfig().behavior();

        assertThat(behavior.getScaleDown().getStabilizationWindowSeconds())
                .isGreaterThanOrEqualTo(10 * behavior.getScaleUp().getStabilizationWindowSeconds());
        assertThat(behavior.getScaleDown().getPolicies()).singleElement().satisfies(policy -> {
            assertThat(policy.getType()).isEqualTo("Pods");
            assertThat(policy.getValue()).isEqualTo(1);
            // the partitions of the pod before are with others by then
            assertThat(policy.getPeriodSeconds() * 1_000L)
                    .isGreaterThan(2 * Long.parseLong(manifests.value("KAFKA_SESSION_TIMEOUT_MS")));
        });
    }
}
