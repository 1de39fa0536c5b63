package io.kafkafetch.adapters.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.domain.insight.Metric;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a name alone decides about the insights of a metric on it: kept, since a few names are in nearly all batches.
 * Thread-safe.
 */
final class NamedInsights {

    /**
     * About how many names are kept for a metric: the longest there can be take some 5 MB. Then all are forgotten, and
     * kept again as they occur.
     */
    static final int MOST = 1_000;

    /**
     * The beginning of all insights on one name. The arrays are shared, not copied: nobody changes them.
     *
     * @param key the record's key
     * @param head the value up to its first number
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way through; never compared
    record Named(byte[] key, byte[] head) {}

    private final Map<String, Named> kept = new ConcurrentHashMap<>();
    private final String metric;
    private final String dimension;
    private final String number;

    NamedInsights(Metric.Ranked metric) {
        this.metric = metric.wireName();
        this.dimension = metric.dimension().field();
        this.number = metric.hasShare() ? "percentage" : "count";
    }

    /** The beginning of the insights on this name. */
    Named on(String name) {
        Named known = kept.get(name);
        return known == null ? encoded(name) : known;
    }

    private Named encoded(String name) {
        String key = metric + ":" + name;
        String head = "{\"metric\":\"" + metric + "\",\"" + dimension + "\":" + JsonText.quoted(name) + ",\"" + number
                + "\":";
        Named named = new Named(key.getBytes(UTF_8), head.getBytes(UTF_8));
        if (kept.size() >= MOST) {
            kept.clear();
        }
        kept.put(name, named);
        return named;
    }
}
