package io.kafkafetch.adapters.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request's events, all of which are durable: accepted ones will be counted, rejected ones will be
 * dead letters.
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "LoginsAnswer",
        description = "What became of the events. All of them are durable: accepted ones will be counted, rejected ones"
                + " will be dead letters.")
record LoginsAnswer(
        @Schema(description = "Events that are valid logins.", example = "3") @JsonProperty(required = true)
        long accepted,

        @Schema(description = "Events that are not.", example = "1") @JsonProperty(required = true)
        long rejected,

        @Schema(description = "The rejected events, in their order; the first 1,000 of them.")
        @JsonProperty(required = true)
        @JsonInclude(JsonInclude.Include.ALWAYS)
        List<Rejection> rejections,

        @Schema(description = "How many rejected events are not listed; absent where all are.", example = "17")
        @JsonProperty("rejections_omitted")
        @Nullable
        Long omitted) {

    LoginsAnswer {
        rejections = List.copyOf(rejections);
    }

    /** An event that is not a valid login. */
    @Serdeable
    @Schema(name = "Rejection", description = "An event that is not a valid login.")
    record Rejection(
            @Schema(description = "Its place in the body, from 0: of the array's element, or of the line.")
            @JsonProperty(required = true)
            long index,

            @Schema(description = "All that is wrong with it, at least one.") @JsonProperty(required = true)
            List<Cause> reasons) {

        Rejection {
            reasons = List.copyOf(reasons);
        }
    }

    /** One thing that is wrong with an event. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Reason", description = "One thing that is wrong with an event.")
    record Cause(
            @Schema(description = "Stable code, as in dead letters.", example = "missing")
            @JsonProperty(required = true)
            String code,

            @Schema(description = "The field at fault; absent where the event as a whole is.", example = "device_type")
            @Nullable
            String field,

            @Schema(description = "The same in English.", example = "device_type is missing")
            @JsonProperty(required = true)
            String message) {}
}
