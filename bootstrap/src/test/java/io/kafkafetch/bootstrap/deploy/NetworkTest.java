package io.kafkafetch.bootstrap.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ports of each folder's pods, and what means these pods: Services, disruptions, the network's policy. */
@ExtendWith(NeedsKubectl.class)
class NetworkTest {

    static List<String> folders() throws IOException {
        return Manifests.folders();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void portsAreThoseOfTheSettings(String folder) {
        Manifests manifests = Manifests.of(folder);
        Map<String, String> settings = manifests.environment();

        assertThat(manifests.container().getPorts())
                .extracting(port -> port.getName() + " " + port.getContainerPort())
                .containsExactly("http " + settings.get("HTTP_PORT"), "management " + settings.get("MANAGEMENT_PORT"));
        assertThat(manifests.all(Service.class))
                .flatExtracting(service -> service.getSpec().getPorts())
                .allSatisfy(port -> assertThat(port.getTargetPort().getStrVal()).isEqualTo(port.getName()))
                .extracting(port -> port.getName() + " " + port.getPort())
                .containsOnly("http " + settings.get("HTTP_PORT"), "management " + settings.get("MANAGEMENT_PORT"));
        assertThat(settings).containsEntry("HTTP_HOST", "0.0.0.0"); // else no probe reaches it
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everySelectorMeansThePods(String folder) {
        Manifests manifests = Manifests.of(folder);
        StatefulSet set = manifests.one(StatefulSet.class);
        Map<String, String> labels = set.getSpec().getTemplate().getMetadata().getLabels();

        assertThat(Stream.of(
                                Stream.of(set.getSpec().getSelector().getMatchLabels()),
                                manifests.all(Service.class).stream()
                                        .map(service -> service.getSpec().getSelector()),
                                Stream.of(manifests
                                        .one(PodDisruptionBudget.class)
                                        .getSpec()
                                        .getSelector()
                                        .getMatchLabels()),
                                Stream.of(manifests
                                        .one(NetworkPolicy.class)
                                        .getSpec()
                                        .getPodSelector()
                                        .getMatchLabels()),
                                manifests.pod().getTopologySpreadConstraints().stream()
                                        .map(TopologySpreadConstraint::getLabelSelector)
                                        .map(selector -> selector.getMatchLabels()))
                        .flatMap(all -> all))
                .hasSize(7)
                .allSatisfy(selector -> assertThat(selector).isNotEmpty().isEqualTo(labels));
        assertThat(manifests.all(Service.class))
                .filteredOn(service -> "None".equals(service.getSpec().getClusterIP()))
                .extracting(service -> service.getMetadata().getName())
                .containsExactly(set.getSpec().getServiceName());
        assertThat(manifests
                        .one(PodDisruptionBudget.class)
                        .getSpec()
                        .getMaxUnavailable()
                        .getIntVal())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void theNetworkPolicyLetsInWhatIsServedAndOutWhatIsUsed(String folder) {
        Manifests manifests = Manifests.of(folder);
        NetworkPolicy policy = manifests.one(NetworkPolicy.class);
        int kafka = Integer.parseInt(manifests.value("KAFKA_BOOTSTRAP_SERVERS").replaceFirst(".*:", ""));

        assertThat(policy.getSpec().getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(policy.getSpec().getIngress())
                .flatExtracting(rule -> rule.getPorts())
                .extracting(port -> port.getPort().getStrVal())
                .containsExactly("http", "management");
        assertThat(policy.getSpec().getIngress())
                .allSatisfy(rule -> assertThat(rule.getFrom()).isNotEmpty());
        assertThat(policy.getSpec().getEgress())
                .flatExtracting(rule -> rule.getPorts())
                .anyMatch(port -> isIn(kafka, port))
                .anyMatch(port -> isIn(53, port));
    }

    private static boolean isIn(int number, NetworkPolicyPort ports) {
        int first = ports.getPort().getIntVal();
        return number >= first
                && number <= Optional.ofNullable(ports.getEndPort()).orElse(first);
    }
}
