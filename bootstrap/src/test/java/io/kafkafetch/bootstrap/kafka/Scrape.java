package io.kafkafetch.bootstrap.kafka;

import static java.util.stream.Collectors.toMap;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a service's {@code /prometheus} told at one moment. */
record Scrape(String text, List<Sample> samples) {

    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** One series. */
    record Sample(String name, Map<String, String> labels, double value) {}

    /** Asks a service whose server is started. */
    static Scrape of(ApplicationContext service) throws Exception {
        URI uri = service.getBean(EmbeddedServer.class).getURI().resolve("/prometheus");
        try (HttpClient client = HttpClient.newHttpClient()) {
            var response = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(uri + " answers " + response.statusCode() + ": " + response.body());
            }
            return parse(response.body());
        }
    }

    private static Scrape parse(String text) {
        List<Sample> samples = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("#") || line.isEmpty()) {
                continue;
            }
            Matcher sample = LINE.matcher(line);
            if (!sample.matches()) {
                throw new AssertionError("not a sample: " + line);
            }
            Map<String, String> labels = new TreeMap<>();
            Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
            while (label.find()) {
                labels.put(label.group(1), label.group(2));
            }
            samples.add(new Sample(sample.group(1), labels, Double.parseDouble(sample.group(3))));
        }
        return new Scrape(text, samples);
    }

    /** All series of this name. */
    List<Sample> all(String name) {
        return samples.stream().filter(sample -> sample.name().equals(name)).toList();
    }

    /** The only series of this name. */
    double value(String name) {
        List<Sample> found = all(name);
        if (found.size() != 1) {
            throw new AssertionError(name + " has the series " + found);
        }
        return found.getFirst().value();
    }

    /** Values of this name by one of its labels. */
    Map<String, Double> by(String label, String name) {
        return all(name).stream()
                .collect(toMap(
                        sample -> sample.labels().getOrDefault(label, ""), Sample::value, Double::sum, TreeMap::new));
    }

    /** Each name that begins so with its labels' names: {@code login_batches_total{trigger}}. */
    Set<String> names(String prefix) {
        return samples.stream()
                .filter(sample -> sample.name().startsWith(prefix))
                .map(sample -> sample.name()
                        + (sample.labels().isEmpty()
                                ? ""
                                : "{" + String.join(",", sample.labels().keySet()) + "}"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All values of all labels. */
    Set<String> labelValues() {
        return samples.stream()
                .flatMap(sample -> sample.labels().values().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
