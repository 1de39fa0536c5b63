package io.kafkafetch.bootstrap.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.openshift.api.model.monitoring.v1.Endpoint;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the Prometheus Operator is asked for: each pod's metrics, under the name that the alerts know, and those alerts. */
@ExtendWith(NeedsKubectl.class)
class MonitoringTest {

    private static final Pattern JOB = Pattern.compile("job=\"([^\"]*)\"");

    private final Manifests manifests = Manifests.of("overlays/prometheus-operator");
    private final ServiceMonitor monitor = manifests.one(ServiceMonitor.class);

    @Test
    void theRulesAreThoseThatAreTested() throws Exception {
        Map<String, Object> rule = manifests.documents().stream()
                .filter(document -> "PrometheusRule".equals(document.get("kind")))
                .findFirst()
                .orElseThrow();

        assertThat(new JsonMapper().valueToTree(rule).path("spec").path("groups"))
                .as("run deploy/kubernetes/prometheusrule.sh")
                .isEqualTo(Alerts.groups());
    }

    @Test
    void itScrapesTheServiceOfAllPodsAtTheManagementPort() {
        Endpoint endpoint = monitor.getSpec().getEndpoints().getFirst();

        assertThat(monitor.getSpec().getEndpoints()).hasSize(1);
        assertThat(manifests.all(Service.class))
                .filteredOn(service -> service.getMetadata()
                        .getLabels()
                        .entrySet()
                        .containsAll(
                                monitor.getSpec().getSelector().getMatchLabels().entrySet()))
                .singleElement()
                .satisfies(service -> {
                    assertThat(service.getSpec().getPublishNotReadyAddresses()).isTrue();
                    assertThat(service.getSpec().getPorts())
                            .extracting(port -> port.getName())
                            .contains(endpoint.getPort());
                });
        assertThat(endpoint.getPort()).isEqualTo("management");
    }

    @Test
    void theJobIsCalledAsInTheAlerts() throws Exception {
        String job = manifests
                .all(Service.class)
                .getFirst()
                .getMetadata()
                .getLabels()
                .get(monitor.getSpec().getJobLabel());

        assertThat(Alerts.expressions())
                .allSatisfy(expression -> assertThat(
                                JOB.matcher(expression).results().map(MatchResult::group))
                        .isNotEmpty()
                        .containsOnly("job=\"" + job + "\""));
    }

    @Test
    void itShowsATokenThatIsInTheExample() throws Exception {
        var credentials =
                monitor.getSpec().getEndpoints().getFirst().getAuthorization().getCredentials();

        assertThat(manifests.environment()).containsEntry("HTTP_AUTH", "token");
        assertThat(monitor.getSpec()
                        .getEndpoints()
                        .getFirst()
                        .getAuthorization()
                        .getType())
                .isEqualTo("Bearer");
        assertThat(Manifests.read(Manifests.ROOT.resolve("secrets.example.yaml"))
                        .all(Secret.class))
                .filteredOn(secret -> secret.getMetadata().getName().equals(credentials.getName()))
                .singleElement()
                .satisfies(secret -> assertThat(secret.getStringData()).containsKey(credentials.getKey()));
    }
}
