package io.kafkafetch.adapters.http.live.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/insights}: the names of the components are those of the members, and never change. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "What the whole pipeline has published, as far as its topics reach back.")
public record InsightsDocument(
        @JsonProperty(required = true)
        @Schema(
                description = "Changes with everything below; also the ETag and the stream's id.",
                example = "k3f9-1234")
        String version,

        @JsonProperty(required = true)
        @Schema(description = "Whether all that was published is counted, and what is published is counted at once.")
        State state,

        @Schema(description = "How far the topics are read; null unless state is loading.") @Nullable
        Loading loading,

        @Schema(description = "Why the topics cannot be read; null unless state is unavailable.") @Nullable
        String problem,

        @JsonProperty("unavailable_since")
        @Schema(description = "Since when they cannot; null unless state is unavailable.", format = "date-time")
        @Nullable
        String unavailableSince,

        @Schema(description = "When the oldest insight counted here was published.", format = "date-time") @Nullable
        String since,

        @Schema(description = "When the youngest insight counted here was published.", format = "date-time") @Nullable
        String latest,

        @JsonProperty(required = true) Totals totals,
        @JsonProperty(required = true) Hours hours,

        @JsonProperty(value = BREAKDOWNS, required = true) Map<String, Breakdown> breakdowns,

        @JsonProperty(required = true) @Schema(description = "The latest 20 complete ones, newest first.")
        List<Batch> batches,

        @JsonProperty(value = "dead_letters", required = true)
        DeadLetters deadLetters) {

    /**
     * A member that is never sent: its own members, one for each ranked metric by its wire name, stand in its place. The
     * description of the API replaces it in the same way.
     */
    public static final String BREAKDOWNS = "breakdowns";

    /** How far the numbers are those of the topics. */
    @Serdeable
    public enum State {
        @JsonProperty("loading")
        LOADING,
        @JsonProperty("live")
        LIVE,
        @JsonProperty("unavailable")
        UNAVAILABLE
    }

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(description = "Records of the topics.")
    public record Loading(
            @JsonProperty(required = true) long read,
            @JsonProperty(required = true) long total) {}

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Totals(
            @JsonProperty(required = true) @Schema(description = "Accepted logins, of all batches.")
            long logins,

            @JsonProperty(required = true) @Schema(description = "Dead letters.")
            long rejected,

            @JsonProperty(required = true) long batches,
            @JsonProperty(required = true) long insights) {}

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(description = "Logins per hour of the day since the beginning.")
    public record Hours(
            @JsonProperty(required = true) @Schema(example = "UTC")
            String zone,

            @JsonProperty(required = true) @Schema(description = "24 counts, from 00:00 on.")
            List<Long> logins,

            @Schema(description = "The hour with the most logins, the earliest of equals; null without logins.")
            @Nullable
            Peak peak) {}

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Peak(
            @JsonProperty(required = true) int hour,
            @JsonProperty(required = true) long logins) {}

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Batch(
            @JsonProperty(required = true) @Schema(example = "user-login-0@100-149")
            String batch,

            @JsonProperty(required = true) int partition,

            @JsonProperty(value = "first_offset", required = true)
            long firstOffset,

            @JsonProperty(value = "last_offset", required = true)
            long lastOffset,

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

            @JsonProperty(required = true) @Schema(description = "How many it brought forth.")
            int insights) {}

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record DeadLetters(
            @JsonProperty(value = "by_reason", required = true)
            @Schema(description = "The most first, 100 at most; a record counts once for each of its reasons.")
            List<ReasonCount> byReason,

            @JsonProperty(required = true) @Schema(description = "The latest 20, newest first.")
            List<DeadLetter> latest) {}

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record ReasonCount(
            @JsonProperty(required = true) @Schema(example = "missing")
            String reason,

            @Schema(description = "Null where the whole record is at fault.", example = "device_type") @Nullable
            String field,

            @JsonProperty(required = true) long count,

            @JsonProperty(required = true) @Schema(description = "How many of them in the last minute.")
            long recent,

            @JsonProperty(required = true)
            @Schema(description = "When the first of them was rejected.", format = "date-time")
            String first,

            @JsonProperty(required = true)
            @Schema(description = "When the latest of them was rejected.", format = "date-time")
            String latest) {}

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record DeadLetter(
            @JsonProperty(required = true) String topic,
            @JsonProperty(required = true) int partition,
            @JsonProperty(required = true) long offset,
            @JsonProperty(required = true) List<Reason> reasons,

            @JsonProperty(value = "failed_at", required = true) @Schema(format = "date-time")
            String failedAt) {}

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Reason(
            @JsonProperty(required = true) String reason,

            @Schema(description = "Null where the whole record is at fault.") @Nullable
            String field) {}
}
