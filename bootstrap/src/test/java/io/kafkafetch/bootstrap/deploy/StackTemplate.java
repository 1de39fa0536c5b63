package io.kafkafetch.bootstrap.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A template of CloudFormation in the long form, in which functions are members and no tags of YAML. */
record StackTemplate(JsonNode root) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}]+)}");

    /** Attributes that {@code Fn::GetAtt} is asked for here, by type. */
    private static final Set<String> ATTRIBUTES = Set.of("AWS::IAM::Role.Arn", "AWS::EC2::SecurityGroup.GroupId");

    static StackTemplate read(Path file) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Object document = new Yaml(new SafeConstructor(options)).load(Files.readString(file, UTF_8));
        return new StackTemplate(new JsonMapper().valueToTree(document));
    }

    /** What is wrong; empty where nothing is. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        Set<String> used = new TreeSet<>();
        look(root.path("Resources"), used, faults);
        look(root.path("Outputs"), used, faults);
        for (JsonNode resource : root.path("Resources")) {
            JsonNode before = resource.path("DependsOn");
            if (!before.isMissingNode() && !root.path("Resources").has(before.asText())) {
                faults.add("DependsOn " + before.asText() + " is no resource");
            }
        }
        names("Parameters").filter(name -> !used.contains(name)).forEach(name -> faults.add(name + " is not used"));
        return faults;
    }

    JsonNode properties(String resource) {
        return root.path("Resources").path(resource).path("Properties");
    }

    Stream<String> names(String section) {
        return root.path(section).propertyStream().map(java.util.Map.Entry::getKey);
    }

    private void look(JsonNode node, Set<String> used, List<String> faults) {
        if (node.has("Ref")) {
            use(node.get("Ref").asText(), used, faults);
        } else if (node.has("Fn::Sub")) {
            Matcher variable = VARIABLE.matcher(node.get("Fn::Sub").asText());
            while (variable.find()) {
                use(variable.group(1), used, faults);
            }
        } else if (node.has("Fn::GetAtt")) {
            String resource = node.get("Fn::GetAtt").path(0).asText();
            String attribute =
                    root.path("Resources").path(resource).path("Type").asText() + "."
                            + node.get("Fn::GetAtt").path(1).asText();
            if (!ATTRIBUTES.contains(attribute)) {
                faults.add("Fn::GetAtt of " + resource + ": " + attribute + " is not known");
            }
        } else {
            node.forEach(child -> look(child, used, faults));
        }
    }

    private void use(String name, Set<String> used, List<String> faults) {
        used.add(name);
        if (!name.startsWith("AWS::")
                && !root.path("Parameters").has(name)
                && !root.path("Resources").has(name)) {
            faults.add(name + " is neither a parameter nor a resource");
        }
    }
}
