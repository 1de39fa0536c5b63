package io.kafkafetch.adapters.http.live.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** Logins by the names of one metric, as {@link InsightsDocument} has them: the greatest, with their shares of all. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "Logins by the names of one metric.")
public record Breakdown(
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
        List<Map<String, Object>> top) {}
