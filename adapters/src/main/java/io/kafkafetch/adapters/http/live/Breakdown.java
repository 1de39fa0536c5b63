package io.kafkafetch.adapters.http.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.kafkafetch.domain.Dimension;
import io.kafkafetch.domain.Frequencies.Entry;
import io.kafkafetch.domain.Metric;
import io.kafkafetch.domain.NameTotals;
import io.kafkafetch.domain.Percentage;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Logins by the names of one metric, as {@link InsightsDocument} has them: the greatest, with their shares of all. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "Logins by the names of one metric.")
record Breakdown(
        @JsonProperty(required = true)
        @Schema(description = "Logins of all names; fewer than all logins where an older release counted.")
        long total,

        @JsonProperty(required = true) @Schema(description = "Names kept apart, 10,000 at most.")
        int names,

        @JsonProperty(required = true)
        @Schema(
                description =
                        "The first 100 regions, or 20 other names: each with the metric's own field (as `region`),"
                                + " `count` and `percentage`.")
        List<Map<String, Object>> top) {

    private static final int MOST = 20;

    /** The page's map shows more than twenty. */
    private static final int MOST_REGIONS = 100;

    static Breakdown of(Metric.Ranked metric, NameTotals counts) {
        Dimension dimension = metric.dimension();
        return new Breakdown(
                counts.total(),
                counts.names(),
                counts.ranked().stream()
                        .limit(dimension == Dimension.REGION ? MOST_REGIONS : MOST)
                        .map(entry -> row(dimension, entry, counts.total()))
                        .toList());
    }

    private static Map<String, Object> row(Dimension dimension, Entry entry, long total) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(dimension.field(), entry.name());
        row.put("count", entry.count());
        row.put("percentage", Percentage.of(entry.count(), total).value());
        return row;
    }
}
