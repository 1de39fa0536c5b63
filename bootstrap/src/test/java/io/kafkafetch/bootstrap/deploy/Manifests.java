package io.kafkafetch.bootstrap.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.given.ConfigFile;
import io.kafkafetch.bootstrap.given.EffectiveSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What a folder under {@code deploy/kubernetes} renders to. */
record Manifests(List<Map<String, Object>> documents) {

    static final Path ROOT = Path.of("../deploy/kubernetes");

    private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

    /** All folders that can be applied. */
    static List<String> folders() throws IOException {
        try (Stream<Path> overlays = Files.list(ROOT.resolve("overlays"))) {
            return Stream.concat(Stream.of("base"), overlays.map(folder -> "overlays/" + folder.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    /** Rendered once for all tests. */
    static Manifests of(String folder) {
        return RENDERED.computeIfAbsent(folder, Manifests::render);
    }

    private static Manifests render(String folder) {
        try {
            Path errors = Files.createTempFile("kustomize", ".err");
            Process kubectl = new ProcessBuilder(
                            "kubectl", "kustomize", ROOT.resolve(folder).toString())
                    .redirectError(errors.toFile())
                    .start();
            String rendered = new String(kubectl.getInputStream().readAllBytes(), UTF_8);
            assertThat(kubectl.waitFor()).as(Files.readString(errors)).isZero();
            assertThat(errors).isEmptyFile();
            Files.delete(errors);
            return new Manifests(documents(rendered));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** The documents of a file. */
    static Manifests read(Path file) throws IOException {
        return new Manifests(documents(Files.readString(file, UTF_8)));
    }

    @SuppressWarnings("unchecked") // a document that is no object fails where its kind is asked for
    private static List<Map<String, Object>> documents(String text) {
        List<Map<String, Object>> documents = new ArrayList<>();
        new Yaml(new SafeConstructor(new LoaderOptions()))
                .loadAll(text)
                .forEach(document -> documents.add((Map<String, Object>) document));
        return documents;
    }

    /** All of a kind. */
    <T> List<T> all(Class<T> kind) {
        return documents.stream()
                .filter(document -> kind.getSimpleName().equals(document.get("kind")))
                .map(document -> Schemas.read(document, kind))
                .toList();
    }

    /** The only one of its kind. */
    <T> T one(Class<T> kind) {
        List<T> all = all(kind);
        assertThat(all).as(kind.getSimpleName()).hasSize(1);
        return all.getFirst();
    }

    PodSpec pod() {
        return one(StatefulSet.class).getSpec().getTemplate().getSpec();
    }

    Container container() {
        assertThat(pod().getContainers()).hasSize(1);
        return pod().getContainers().getFirst();
    }

    /** The settings that the pod's variables are, but for those that come from Secrets. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(one(ConfigMap.class).getData());
        for (EnvVar variable : container().getEnv()) {
            if (variable.getValueFrom() == null) {
                environment.put(variable.getName(), variable.getValue());
            } else if (variable.getValueFrom().getFieldRef() != null) {
                environment.put(variable.getName(), "kafka-fetch-0");
            }
        }
        return environment;
    }

    /** Of a setting that must be there. */
    String value(String name) {
        return Optional.ofNullable(environment().get(name)).orElseThrow();
    }

    /** But for the secrets of Kafka's clients, whose files are only in a pod. */
    EffectiveSettings settings() {
        Map<String, String> environment = environment();
        environment.keySet().removeIf(name -> name.startsWith("KAFKA_") && name.endsWith("_FILE"));
        return new EffectiveSettings(environment, ConfigFile.NONE);
    }

    KafkaFetchConfiguration configuration() {
        return KafkaFetchConfiguration.of(settings().settings());
    }
}
