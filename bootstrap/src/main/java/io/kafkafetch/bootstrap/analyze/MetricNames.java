package io.kafkafetch.bootstrap.analyze;

import io.kafkafetch.domain.insight.Metric;
import java.util.Iterator;

/** The wire names of all metrics, for {@code --only} and its completion. */
final class MetricNames implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
        return Metric.ALL.stream().map(Metric::wireName).iterator();
    }
}
