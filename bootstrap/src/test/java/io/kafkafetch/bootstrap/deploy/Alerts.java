package io.kafkafetch.bootstrap.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The rules of {@code deploy/prometheus/alerts.yml}, which {@code deploy/check.sh} tests. */
final class Alerts {

    private Alerts() {}

    static JsonNode groups() throws IOException {
        Object file = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(Path.of("../deploy/prometheus/alerts.yml"), UTF_8));
        return new JsonMapper().valueToTree(file).path("groups");
    }

    static List<String> expressions() throws IOException {
        return groups().findValuesAsText("expr");
    }
}
