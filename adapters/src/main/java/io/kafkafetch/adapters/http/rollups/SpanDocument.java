package io.kafkafetch.adapters.http.rollups;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/insights?window=…}: the names of the components are those of the members, and never change. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "Logins of all partitions in a span of time, by the time they happened at.")
public record SpanDocument(
        @JsonProperty(required = true)
        @Schema(example = "today", description = "As it was asked for; `own` for a span between two moments.")
        String window,

        @JsonProperty(required = true) @Schema(example = "UTC")
        String zone,

        @Schema(format = "date-time", description = "Belongs to it; null for all.") @Nullable
        String from,

        @Schema(format = "date-time", description = "Does not belong to it; null for all.") @Nullable
        String to,

        @JsonProperty(required = true) long logins,

        @JsonProperty(required = true)
        @Schema(description = "Records that were rejected in this span, whatever their own timestamp.")
        long rejected,

        @JsonProperty(required = true) @Schema(description = "24 counts, from 00:00 on.")
        List<Long> hours,

        @Schema(description = "The hour with the most logins, the earliest of equals; null without logins.") @Nullable
        Peak peak,

        @JsonProperty(required = true)
        @Schema(description = "The most frequent names of each field, and how many logins have another.")
        Map<String, Names> by,

        @JsonProperty("unique_users")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Only with `UNIQUE_USERS_KEY`.")
        @Nullable
        UsersDocument uniqueUsers,

        @Schema(
                description = "The same span before, today against yesterday until this time; null for all, and where"
                        + " it is not kept as finely.")
        @Nullable
        Before before,

        @Schema(
                example = "1h",
                description = "The shortest step of `/api/rollups` that all of the span is kept in; null but for"
                        + " a span between two moments.")
        @Nullable
        String finest,

        @Schema(description = "What is known of all of it; null but for all.") @Nullable
        Whole whole) {

    /** The hour with the most logins. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Peak(
            @JsonProperty(required = true) int hour,
            @JsonProperty(required = true) long logins) {}

    /** Names of a field. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Names(
            @JsonProperty(required = true) @Schema(description = "`name`, `count` and `percentage`.")
            List<Map<String, Object>> top,

            @JsonProperty(required = true) long others) {}

    /** The span that is compared with. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Before(
            @JsonProperty(required = true) @Schema(format = "date-time")
            String from,

            @JsonProperty(required = true) @Schema(format = "date-time")
            String to,

            @JsonProperty(required = true) long logins,

            @JsonProperty("unique_users")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "Only with `UNIQUE_USERS_KEY`.")
            @Nullable
            UsersDocument uniqueUsers) {}

    /** What is known of the totals as a whole. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Whole(
            @Schema(format = "date-time", description = "When the first tally was published.") @Nullable
            String since,

            @JsonProperty(required = true) @Schema(description = "Dead letters by the code of their first reason.")
            Map<String, Long> rejected,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(
                    description =
                            "Records that `LOGIN_MAPPING` passed over, no logins and no faults; absent where there are none.")
            @Nullable
            Long skipped,

            @JsonProperty(required = true)
            @Schema(description = "Logins that were counted before there were tallies: they are in no total.")
            long before,

            @JsonProperty(required = true)
            @Schema(description = "Logins that came once more, as after offsets were set back, and count once.")
            long replayed,

            @JsonProperty(required = true) @Schema(description = "Logins that no tally brought: 0, or some were lost.")
            long missing,

            @JsonProperty(value = "as_of", required = true)
            @Schema(description = "How far each partition is in the totals.")
            List<Reached> asOf) {}

    /** How far a partition is in the totals. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Reached(
            @JsonProperty(required = true) String topic,
            @JsonProperty(required = true) int partition,

            @JsonProperty(value = "next_offset", required = true)
            long nextOffset,

            @JsonProperty(required = true) @Schema(description = "Logins of it that are in the totals.")
            long counted) {}
}
