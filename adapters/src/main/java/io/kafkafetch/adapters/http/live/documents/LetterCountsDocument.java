package io.kafkafetch.adapters.http.live.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.kafkafetch.application.letter.census.LetterCounts;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a topic's dead letters: the names of the components are those of the members, and never change. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "How many dead letters their topic holds, by what became of them.")
public record LetterCountsDocument(
        @JsonProperty(required = true) @Schema(description = "Nothing was done with them.")
        long open,

        @JsonProperty(required = true) @Schema(description = "Their records were sent again.")
        long replayed,

        @JsonProperty(required = true) @Schema(description = "Set aside until somebody looks at them.")
        long parked,

        @JsonProperty(required = true) @Schema(description = "Given up on purpose.")
        long discarded,

        @JsonProperty("oldest_open")
        @Schema(
                description = "When the oldest open one was published, to the second; null where none is open.",
                format = "date-time")
        @Nullable
        String oldestOpen) {

    /** These counts. */
    public static LetterCountsDocument of(LetterCounts counts) {
        return new LetterCountsDocument(
                counts.open(),
                counts.replayed(),
                counts.parked(),
                counts.discarded(),
                counts.oldestOpen().map(Instant::toString).orElse(null));
    }
}
