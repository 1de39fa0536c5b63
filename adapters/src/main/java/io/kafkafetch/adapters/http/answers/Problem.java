package io.kafkafetch.adapters.http.answers;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.http.HttpStatus;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not taken, or not to its end (RFC 9457). Nothing of the request is in it.
 *
 * @param code which problem it is; never changes
 * @param detail for people
 * @param kept of a request that hands in events: how many are durable
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "Why a request was not taken, or not to its end (RFC 9457).")
public record Problem(
        @Schema(description = "Always about:blank: status and code say it all.", example = "about:blank")
        @JsonProperty(required = true)
        String type,

        @Schema(description = "The status in words.", example = "Request Entity Too Large")
        @JsonProperty(required = true)
        String title,

        @Schema(description = "The status.", example = "413") @JsonProperty(required = true)
        int status,

        @Schema(description = "Stable code of what happened.", example = "event-too-large")
        @JsonProperty(required = true)
        String code,

        @Schema(description = "What happened and what to do, in English.") @JsonProperty(required = true)
        String detail,

        @Schema(
                description = "Of a POST of logins: how many events, counted from the body's first, are durable for"
                        + " certain. Continue at the event of this index; it may be the faulty one.",
                example = "1200")
        @Nullable
        Long kept) {

    /** The type to describe it by. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** A problem of a request that hands in nothing. */
    public static Problem of(HttpStatus status, String code, String detail) {
        return new Problem(status, code, detail, null);
    }

    /** @param kept events that are durable, counted from the body's first */
    public Problem(HttpStatus status, String code, String detail, @Nullable Long kept) {
        this("about:blank", status.getReason(), status.getCode(), code, detail, kept);
    }
}
