package io.kafkafetch.adapters.http.letters;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.kafkafetch.adapters.http.live.documents.LetterCountsDocument;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/dead-letters}: the names of the components are those of the members, and never change. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "The newest dead letters of those that are asked for, without payload.")
public record LettersDocument(
        @JsonProperty(required = true) @Schema(description = "Of the whole topic, whatever was asked for.")
        LetterCountsDocument counts,

        @JsonProperty(required = true) @Schema(description = "By when they were published, the newest first.")
        List<ListedLetter> letters,

        @JsonProperty(value = "looked_at", required = true)
        @Schema(description = "How many letters were looked at, from the newest on.")
        long lookedAt,

        @JsonProperty(required = true)
        @Schema(
                description =
                        "Whether there are no newer ones that were asked for. False where very many had to be looked"
                                + " at, or it took too long; kafka-fetch dlq list looks at all.")
        boolean complete) {

    /** A letter, as {@code dlq list --format jsonl} has it. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record ListedLetter(
            @JsonProperty(required = true)
            @Schema(description = "Where it is in the topic of dead letters.", example = "user-login-dlq-0@17")
            String id,

            @JsonProperty(required = true)
            @Schema(description = "open, replayed, parked or discarded.", example = "open")
            String state,

            @Schema(description = "Where its record was; null where that is not known.", example = "user-login")
            @Nullable
            String topic,

            @Nullable Integer partition,
            @Nullable Long offset,
            @JsonProperty(required = true) List<ListedReason> reasons,

            @JsonProperty(value = "failed_at", required = true) @Schema(format = "date-time")
            String failedAt,

            @JsonProperty(value = "replay_count", required = true)
            @Schema(description = "How often its record had been replayed before.")
            int replayCount,

            @JsonProperty("first_letter")
            @Schema(description = "The letter that the first of these replays was made of; null where there was none.")
            @Nullable
            String firstLetter) {}

    /** Why a record was rejected. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record ListedReason(
            @JsonProperty(required = true) @Schema(example = "missing")
            String code,

            @Schema(description = "Null where the whole record is at fault.", example = "device_type") @Nullable
            String field) {}
}
