package io.kafkafetch.bootstrap.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.kafkafetch.adapters.kafka.budget.MemoryBudget;
import io.kafkafetch.bootstrap.catalogue.SettingNames;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pods of each folder are, against settings, image and documentation. */
@ExtendWith(NeedsKubectl.class)
class PodTest {

    /** Of docs/OPERATIONS.md: the grace at a stop, and what a process has beside its heap. */
    private static final long STOP_SECONDS = 20;

    private static final long BESIDE_HEAP_BYTES = 150L << 20;

    static List<String> folders() throws IOException {
        return Manifests.folders();
    }

    // ---- settings

    @ParameterizedTest
    @MethodSource("folders")
    void everyVariableIsASettingAndEachCanBeUsed(String folder) throws IOException {
        Manifests manifests = Manifests.of(folder);
        SettingNames settings = SettingNames.ofThisVersion();
        Stream<String> names = Stream.of(
                        manifests.environment().keySet().stream(),
                        manifests.container().getEnv().stream().map(EnvVar::getName),
                        secret("kafka-fetch-kafka").getStringData().keySet().stream())
                .flatMap(all -> all);

        assertThat(names)
                .allSatisfy(name -> assertThat(settings.own().contains(name)
                                || settings.kafkas().contains(name)
                                || settings.valueOfFile(name).isPresent())
                        .as(name)
                        .isTrue());
        assertThat(manifests.settings().faults()).isEmpty();
        assertThat(manifests.settings().warnings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void secretsAreNoPartOfTheSettings(String folder) {
        assertThat(Manifests.of(folder).one(ConfigMap.class).getData().keySet())
                .doesNotContain("UNIQUE_USERS_KEY")
                .filteredOn(name -> !name.endsWith("_FILE")) // a place is no secret
                .allSatisfy(name -> assertThat(name).doesNotContainPattern("PASSWORD|JAAS|KEYSTORE_KEY|SECRET"));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void anInstanceIsNamedAfterItsPodWhoseNameStays(String folder) {
        Manifests manifests = Manifests.of(folder);
        EnvVar name = manifests.container().getEnv().stream()
                .filter(variable -> variable.getName().equals("INSTANCE_ID"))
                .findFirst()
                .orElseThrow();

        assertThat(name.getValueFrom().getFieldRef().getFieldPath()).isEqualTo("metadata.name");
        assertThat(manifests.one(StatefulSet.class).getSpec().getPodManagementPolicy())
                .isEqualTo("Parallel");
        assertThat(manifests.container().getArgs()).containsExactly("run");
    }

    @ParameterizedTest
    @MethodSource("folders")
    void whatAVariableComesFromIsThere(String folder) throws IOException {
        Manifests manifests = Manifests.of(folder);
        ConfigMap settings = manifests.one(ConfigMap.class);
        for (EnvFromSource source : manifests.container().getEnvFrom()) {
            if (source.getConfigMapRef() != null) {
                assertThat(source.getConfigMapRef().getName())
                        .isEqualTo(settings.getMetadata().getName())
                        .startsWith("kafka-fetch-"); // and a checksum
            } else {
                assertThat(secret(source.getSecretRef().getName())).isNotNull();
            }
        }
        assertThat(manifests.container().getEnvFrom()).hasSize(2);
    }

    // ---- files

    @ParameterizedTest
    @MethodSource("folders")
    void everyFileOfASettingIsMounted(String folder) {
        Manifests manifests = Manifests.of(folder);
        List<String> mounted = manifests.container().getVolumeMounts().stream()
                .flatMap(mount -> paths(volume(manifests, mount), mount))
                .toList();

        assertThat(manifests.environment().values().stream().filter(value -> value.startsWith("/")))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(mounted).contains(file));
    }

    @Test
    void theTokensAreThoseOfTheExample() throws IOException {
        Manifests base = Manifests.of("base");
        SecretVolumeSource tokens = base.pod().getVolumes().stream()
                .flatMap(volume -> Optional.ofNullable(volume.getSecret()).stream())
                .findFirst()
                .orElseThrow();

        assertThat(secret(tokens.getSecretName()).getStringData())
                .containsOnlyKeys(tokens.getItems().getFirst().getKey());
    }

    /** The root is read-only: what the image says it writes to has a volume. */
    @ParameterizedTest
    @MethodSource("folders")
    void whereTheServiceWritesIsAVolume(String folder) {
        Manifests manifests = Manifests.of(folder);
        List<VolumeMount> mounts = manifests.container().getVolumeMounts();

        assertThat(mounts)
                .filteredOn(mount -> volume(manifests, mount).getEmptyDir() != null)
                .extracting(VolumeMount::getMountPath)
                .containsExactly("/tmp");
        assertThat(manifests.environment()).doesNotContainEntry("SINK", "file"); // which would need /data
        assertThat(mounts)
                .filteredOn(mount -> volume(manifests, mount).getSecret() != null)
                .extracting(VolumeMount::getReadOnly)
                .containsOnly(true);
    }

    // ---- rights and resources

    @ParameterizedTest
    @MethodSource("folders")
    void podsAreRestrictedAndRunAsTheUserOfTheImage(String folder) throws IOException {
        PodSpec pod = Manifests.of(folder).pod();
        Container container = pod.getContainers().getFirst();
        Matcher user = dockerfile("(?m)^USER (\\d+):(\\d+)$");

        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(Long.valueOf(user.group(1)));
        assertThat(pod.getSecurityContext().getRunAsGroup()).isEqualTo(Long.valueOf(user.group(2)));
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getEnableServiceLinks()).isFalse();
        assertThat(pod.getHostNetwork()).isNull();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void theMemoryIsWhatTheHeapAndTheRestWereMeasuredToNeed(String folder) throws IOException {
        Manifests manifests = Manifests.of(folder);
        Map<String, Quantity> limits = manifests.container().getResources().getLimits();
        Map<String, Quantity> requests = manifests.container().getResources().getRequests();
        long memory = amount(limits, "memory").longValueExact();
        long heap =
                memory * Long.parseLong(dockerfile("MaxRAMPercentage=(\\d+)").group(1)) / 100;
        int lanes = manifests.configuration().consumerThreads();

        assertThat(memory - heap).isGreaterThanOrEqualTo(BESIDE_HEAP_BYTES);
        assertThat(heap).isGreaterThanOrEqualTo(MemoryBudget.LEAST_HEAP);
        assertThat(MemoryBudget.of(heap, lanes).shortage()).isEmpty();
        assertThat(requests.get("memory")).isEqualTo(limits.get("memory"));
        assertThat(amount(requests, "cpu")).isLessThan(amount(limits, "cpu"));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void aStopHasTheTimeThatItMayTake(String folder) {
        Manifests manifests = Manifests.of(folder);
        long before =
                manifests.container().getLifecycle().getPreStop().getSleep().getSeconds();

        assertThat(manifests.pod().getTerminationGracePeriodSeconds())
                .isGreaterThanOrEqualTo(before + STOP_SECONDS)
                // back before its session ends, or its partitions move
                .isLessThanOrEqualTo(Long.parseLong(manifests.value("KAFKA_SESSION_TIMEOUT_MS")) / 1_000);
    }

    // ----

    private static BigDecimal amount(Map<String, Quantity> quantities, String name) {
        return Optional.ofNullable(quantities.get(name)).orElseThrow().getNumericalAmount();
    }

    private static Volume volume(Manifests manifests, VolumeMount mount) {
        return manifests.pod().getVolumes().stream()
                .filter(volume -> volume.getName().equals(mount.getName()))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> paths(Volume volume, VolumeMount mount) {
        return Optional.ofNullable(volume.getSecret()).stream()
                .flatMap(secret -> secret.getItems().stream())
                .map(KeyToPath::getPath)
                .map(path -> mount.getMountPath() + "/" + path);
    }

    private static Secret secret(String name) throws IOException {
        return Manifests.read(Manifests.ROOT.resolve("secrets.example.yaml")).all(Secret.class).stream()
                .filter(secret -> secret.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no example of the Secret " + name));
    }

    private static Matcher dockerfile(String pattern) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(Path.of("../Dockerfile")));
        assertThat(found.find()).as(pattern).isTrue();
        return found;
    }
}
