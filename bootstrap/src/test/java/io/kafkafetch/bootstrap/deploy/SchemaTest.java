package io.kafkafetch.bootstrap.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each folder renders, and a server would take each document. */
@ExtendWith(NeedsKubectl.class)
class SchemaTest {

    static List<String> folders() throws IOException {
        return Manifests.folders();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everyFolderRendersToWhatAServerTakes(String folder) {
        assertThat(Manifests.of(folder).documents())
                .isNotEmpty()
                .allSatisfy(document -> assertThat(Schemas.faults(document)).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("folders")
    void noneHasASecretInIt(String folder) {
        assertThat(Manifests.of(folder).documents())
                .extracting(document -> document.get("kind"))
                .doesNotContain("Secret");
    }

    @Test
    void theExampleOfSecretsIsOne() throws IOException {
        assertThat(Manifests.read(Manifests.ROOT.resolve("secrets.example.yaml"))
                        .documents())
                .hasSize(3)
                .allSatisfy(document -> assertThat(Schemas.faults(document)).isEmpty());
    }

    /** The check itself: fields that there are not, of another type, or missing. */
    @Test
    void faultsAreFound() {
        Map<String, Object> ports = Map.of("name", "http", "port", 80);
        Map<String, Object> service = Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Service",
                "metadata",
                Map.of("name", "a"),
                "spec",
                Map.of("selector", Map.of("a", "b"), "ports", List.of(ports)));
        assertThat(Schemas.faults(service)).isEmpty();

        assertThat(Schemas.faults(
                        with(service, "spec", Map.of("selector", Map.of(), "ports", List.of(ports), "port", 1))))
                .singleElement()
                .asString()
                .contains("Unrecognized field \"port\"");
        assertThat(Schemas.faults(
                        with(service, "spec", Map.of("selector", Map.of(), "ports", List.of(Map.of("port", "http"))))))
                .singleElement()
                .asString()
                .contains("Cannot coerce String value");
        assertThat(Schemas.faults(with(service, "spec", Map.of("selector", Map.of(), "ports", List.of(Map.of())))))
                .containsExactly("v1 Service lacks spec.ports.port");
        assertThat(Schemas.faults(with(service, "metadata", Map.of("name", "a", "labels", Map.of("a", true)))))
                .singleElement()
                .asString()
                .contains("Cannot coerce Boolean value (true) to `java.lang.String`");
        assertThat(Schemas.faults(with(service, "apiVersion", "v2"))).containsExactly("v2 Service is not known");
    }

    private static Map<String, Object> with(Map<String, Object> document, String member, Object value) {
        Map<String, Object> changed = new HashMap<>(document);
        changed.put(member, value);
        return changed;
    }
}
