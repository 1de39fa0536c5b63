package io.kafkafetch.adapters.http.live.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/insights/batches/…}: a batch and its insights as they were published. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "A batch and its insights as they were published.")
public record BatchDocument(
        @JsonProperty(required = true) @Schema(example = "user-login-0@100-149")
        String batch,

        @JsonProperty(required = true) @Schema(description = "Accepted logins.")
        long events,

        @JsonProperty(required = true) @Schema(description = "Rejected records.")
        long rejected,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Records that are no logins and no faults; absent where there are none.")
        @Nullable
        Long skipped,

        @JsonProperty(value = "published_at", required = true) @Schema(format = "date-time")
        String publishedAt,

        @JsonProperty(required = true)
        @Schema(
                description = "Each as in the topic: `metric`, the metric's own fields, `scope`, `batch`, `events`,"
                        + " `rejected`, and `skipped` where there are any.")
        List<Map<String, Object>> insights) {}
