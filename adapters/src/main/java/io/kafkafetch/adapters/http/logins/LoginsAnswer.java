package io.kafkafetch.adapters.http.logins;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request's events, all of which are durable: accepted ones will be counted, rejected ones will be
 * dead letters, skipped ones will be counted as skipped.
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        description = "What became of the events. All of them are durable: accepted ones will be counted, rejected ones"
                + " will be dead letters.")
record LoginsAnswer(
        @Schema(description = "Events that are valid logins.", example = "3") @JsonProperty(required = true)
        long accepted,

        @Schema(description = "Events that are not.", example = "1") @JsonProperty(required = true)
        long rejected,

        @Schema(
                description = "Events of another kind, which `LOGIN_MAPPING` passes over: no logins, and no faults."
                        + " Absent where there are none.",
                example = "5")
        @Nullable
        Long skipped,

        @Schema(
                description =
                        "The rejected events, in their order; the first 100 of them, fewer where memory is short.")
        @JsonProperty(required = true)
        @JsonInclude(JsonInclude.Include.ALWAYS)
        List<Rejection> rejections,

        @Schema(description = "How many rejected events are not listed; absent where all are.", example = "17")
        @JsonProperty("rejections_omitted")
        @Nullable
        Long omitted,

        @Schema(
                description = "Lines of nothing or of white space, which are no events: nothing of them is kept. Absent"
                        + " where there are none.",
                example = "2")
        @JsonProperty("blank_lines")
        @Nullable
        Long blankLines) {

    LoginsAnswer {
        rejections = List.copyOf(rejections);
    }

    /** How many events were skipped, from 0. */
    long skippedEvents() {
        return skipped == null ? 0 : skipped;
    }
}
