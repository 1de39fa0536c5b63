package io.kafkafetch.bootstrap.given;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.bootstrap.process.UserError;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The keys of a file in YAML or of Java's properties, with their texts. Pure functions but for the reading. */
final class FileLines {

    private FileLines() {}

    /**
     * One setting of a file.
     *
     * @param key with dots between the levels of YAML
     * @param line from 1
     */
    record Line(String key, String text, int line) {}

    /** @throws UserError of wrong usage, where it cannot be read, or is neither of the two */
    static List<Line> of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        boolean yaml = name.endsWith(".yml") || name.endsWith(".yaml");
        if (!yaml && !name.endsWith(".properties")) {
            throw unusable(file, "expected a file named .yml, .yaml or .properties");
        }
        try {
            String content = Files.readString(file, UTF_8);
            return yaml ? ofYaml(content) : ofProperties(content);
        } catch (MarkedYAMLException damaged) {
            int line = damaged.getProblemMark() == null
                    ? 1
                    : damaged.getProblemMark().getLine() + 1;
            throw unusable(file, "line " + line + " is not YAML: " + damaged.getProblem());
        } catch (YAMLException damaged) {
            throw unusable(file, "it is not YAML: " + damaged.getMessage());
        } catch (IllegalArgumentException damaged) { // a malformed escape
            throw unusable(file, String.valueOf(damaged.getMessage()));
        } catch (IOException unreadable) {
            throw unusable(file, Files.exists(file) ? "it cannot be read, or is not UTF-8" : "there is no such file");
        }
    }

    static UserError unusable(Path file, String why) {
        return new UserError(UserError.USAGE, "--config=" + file + " cannot be used: " + why);
    }

    static List<Line> ofYaml(String content) {
        List<Line> lines = new ArrayList<>();
        Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(content));
        if (root != null) {
            flatten("", root, lines);
        }
        return lines;
    }

    private static void flatten(String key, Node node, List<Line> lines) {
        switch (node) {
            case MappingNode mapping -> {
                for (NodeTuple entry : mapping.getValue()) {
                    flatten(
                            key.isEmpty() ? text(entry.getKeyNode()) : key + "." + text(entry.getKeyNode()),
                            entry.getValueNode(),
                            lines);
                }
            }
            default -> lines.add(new Line(key, text(node), node.getStartMark().getLine() + 1));
        }
    }

    /** A list is a text with commas, as Kafka's clients and our settings write it. */
    private static String text(Node node) {
        return switch (node) {
            case ScalarNode scalar -> scalar.getValue();
            case SequenceNode sequence ->
                sequence.getValue().stream().map(FileLines::text).collect(Collectors.joining(","));
            default -> throw new YAMLException("line " + (node.getStartMark().getLine() + 1) + " is no text");
        };
    }

    static List<Line> ofProperties(String content) throws IOException {
        List<Line> lines = new ArrayList<>();
        Properties read = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Object put(Object key, Object value) {
                lines.add(new Line(key.toString(), value.toString(), lineOf(key.toString(), content)));
                return super.put(key, value);
            }
        };
        read.load(new StringReader(content));
        return lines;
    }

    /** Properties do not say where they were: the first line that begins with the key. */
    private static int lineOf(String key, String content) {
        List<String> lines = content.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).stripLeading().startsWith(key)) {
                return i + 1;
            }
        }
        return 1;
    }
}
