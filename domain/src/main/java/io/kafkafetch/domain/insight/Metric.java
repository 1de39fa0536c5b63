package io.kafkafetch.domain.insight;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is published about logins: the catalogue that encoding, decoding, reports, the live view and the page loop over.
 * The order is that of publishing.
 */
public sealed interface Metric {

    /** All metrics, in the order they are published. */
    List<Metric> ALL = Stream.<Metric>concat(Arrays.stream(Running.values()), Arrays.stream(Ranked.values()))
            .toList();

    /** The metric of this wire name; empty where this version knows none. */
    static Optional<Metric> of(String wireName) {
        return ALL.stream().filter(metric -> metric.wireName().equals(wireName)).findFirst();
    }

    /** Its name in a published insight, e.g. {@code peak_hour}; never changed. */
    String wireName();

    /** A finding about all logins since the beginning. */
    enum Running implements Metric {
        PEAK_HOUR;

        @Override
        public String wireName() {
            return "peak_hour";
        }
    }

    /** A count of a batch's logins for each name of a dimension, the most frequent first. */
    enum Ranked implements Metric {
        LOGINS_PER_REGION("logins_per_region", "Logins per region", Dimension.REGION, false),
        DEVICE_USAGE("device_usage", "Device usage", Dimension.DEVICE_TYPE, true),
        APP_VERSION_USAGE("app_version_usage", "App versions", Dimension.APP_VERSION, true);

        private final String wireName;
        private final String title;
        private final Dimension dimension;
        private final boolean hasShare;

        Ranked(String wireName, String title, Dimension dimension, boolean hasShare) {
            this.wireName = wireName;
            this.title = title;
            this.dimension = dimension;
            this.hasShare = hasShare;
        }

        @Override
        public String wireName() {
            return wireName;
        }

        /** Its heading in tables and on the page. */
        public String title() {
            return title;
        }

        /** What its names are. */
        public Dimension dimension() {
            return dimension;
        }

        /** Whether an insight is published with its percentage of the batch's logins. */
        public boolean hasShare() {
            return hasShare;
        }
    }
}
