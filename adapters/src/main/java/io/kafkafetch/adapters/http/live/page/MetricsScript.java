package io.kafkafetch.adapters.http.live.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.kafkafetch.domain.insight.Metric;
import java.util.Arrays;

/** The catalogue of metrics as a module of the page, so that the page names no metric of its own. */
public final class MetricsScript {

    /** The name of its file among those of the page. */
    public static final String PATH = "metrics.js";

    private MetricsScript() {}

    /** The module: a list of what each ranked metric is called, in the order of the catalogue. */
    public static byte[] bytes() {
        return Arrays.stream(Metric.Ranked.values())
                .map(MetricsScript::entry)
                .collect(joining(",\n", "export const metrics = [\n", ",\n];\n"))
                .getBytes(UTF_8);
    }

    private static String entry(Metric.Ranked metric) {
        return "    { metric: \"%s\", title: \"%s\", field: \"%s\", words: [\"%s\", \"%s\"] }"
                .formatted(
                        metric.wireName(),
                        metric.title(),
                        metric.dimension().field(),
                        metric.dimension().singular(),
                        metric.dimension().plural());
    }
}
