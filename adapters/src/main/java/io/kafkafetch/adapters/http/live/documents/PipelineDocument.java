package io.kafkafetch.adapters.http.live.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/pipeline}: the names of the components are those of the members, and never change. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "How far the whole pipeline is, and how the instance is that was asked.")
public record PipelineDocument(
        @JsonProperty(required = true) @Schema(description = "Health of the instance that was asked.")
        Status status,

        @JsonProperty(required = true)
        @Schema(
                description = "What keeps it from its work, by place; empty where it is UP.",
                example = "{\"lane 0: committing\": \"Kafka does not answer. Nothing is lost.\"}")
        @JsonInclude(JsonInclude.Include.ALWAYS)
        Map<String, String> troubles,

        @JsonProperty(value = "trouble_reports", required = true)
        @Schema(description = "The same for people, and warnings, which leave it UP: each cause once, the worst first.")
        List<TroubleDocument> troubleReports,

        @JsonProperty(required = true) String instance,
        @JsonProperty(required = true) String version,

        @JsonProperty(value = "started_at", required = true) @Schema(format = "date-time")
        String startedAt,

        @JsonProperty(required = true) @Schema(description = "kafka, file or http.", example = "kafka")
        String source,

        @JsonProperty(required = true) @Schema(description = "kafka, file or console.", example = "kafka")
        String sink,

        @JsonProperty(required = true) String group,

        @JsonProperty(value = "batch_size", required = true) int batchSize,

        @JsonProperty(value = "batch_max_age_ms", required = true)
        long batchMaxAgeMs,

        @JsonProperty(value = "input_topic", required = true)
        String inputTopic,

        @JsonProperty(value = "output_topic", required = true)
        String outputTopic,

        @JsonProperty(value = "dlq_topic", required = true) String dlqTopic,

        @JsonProperty(required = true)
        @Schema(
                description =
                        "Which insights the instance publishes: all, none, or their names with commas between them.",
                example = "all")
        String insights,

        @JsonProperty(required = true)
        @Schema(
                description = "Whether the instance answers with totals over all partitions by time: `/api/rollups` and"
                        + " `/api/insights?window=`.")
        boolean rollups,

        @JsonProperty(required = true)
        @Schema(
                description = "Whether lag and partitions, and the hours of the insights, are those of now: read within"
                        + " the last 6 s by the service's clock. Where they are not, they are those of checked_at.")
        boolean fresh,

        @JsonProperty("checked_at")
        @Schema(description = "When positions were last read; null before.", format = "date-time")
        @Nullable
        String checkedAt,

        @JsonProperty(required = true) Lag lag,
        @JsonProperty(required = true) Rates rates,
        @JsonProperty(required = true) List<Partition> partitions,

        @JsonProperty(required = true) @Schema(description = "Dead letters by reason, the most first, 100 at most.")
        List<Rejected> rejected,

        @JsonProperty(required = true)
        @Schema(
                description =
                        "Records that `LOGIN_MAPPING` passed over, no logins and no faults, by the part of the event"
                                + " that says so, the most first, as committed by this instance since its start; empty where none"
                                + " were.")
        List<Skipped> skipped,

        @JsonProperty("letter_counts")
        @Schema(
                description =
                        "What became of the dead letters of the whole topic, which `/api/dead-letters` lists; null"
                                + " while that is not known, and where dead letters are in no topic.")
        @Nullable
        LetterCountsDocument letterCounts,

        @JsonProperty(required = true)
        @Schema(
                description = "Input records that were gone before they could be read, by cause, as found by this"
                        + " instance since its start; empty where none were.")
        List<Lost> lost) {

    @Serdeable
    public enum Status {
        UP,
        DOWN
    }

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(description = "Of all partitions; null where it is not known of one.")
    public record Lag(
            @Schema(description = "Records that are not processed.") @Nullable
            Long records,

            @Schema(description = "Age of the oldest of them in seconds.") @Nullable
            BigDecimal seconds) {}

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(description = "Of the whole pipeline, by the time of publishing.")
    public record Rates(
            @JsonProperty(value = "logins_per_second", required = true)
            BigDecimal loginsPerSecond,

            @JsonProperty(value = "rejected_per_second", required = true)
            BigDecimal rejectedPerSecond,

            @JsonProperty(value = "window_seconds", required = true)
            int windowSeconds) {}

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Partition(
            @JsonProperty(required = true) String topic,
            @JsonProperty(required = true) int partition,

            @JsonProperty(required = true) @Schema(description = "Offset of the first record that is not processed.")
            long position,

            @Schema(description = "Offset behind the last record; null where the source does not report it.") @Nullable
            Long end,

            @Schema(description = "Records that are not processed; null where not known.") @Nullable
            Long lag,

            @JsonProperty("lag_seconds")
            @Schema(description = "Age of the oldest of them; null where not known.")
            @Nullable
            BigDecimal lagSeconds) {}

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Rejected(
            @JsonProperty(required = true) @Schema(example = "missing")
            String reason,

            @JsonProperty(required = true) long count) {}

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Skipped(
            @JsonProperty(required = true) @Schema(example = "/eventType")
            String rule,

            @JsonProperty(required = true) long count) {}

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Lost(
            @JsonProperty(required = true)
            @Schema(description = "deleted, recreated or rotated_away.", example = "deleted")
            String cause,

            @JsonProperty(required = true) @Schema(description = "Stretches of input.")
            long losses,

            @JsonProperty(required = true) @Schema(description = "Records in them, where their number is known.")
            long records) {}
}
