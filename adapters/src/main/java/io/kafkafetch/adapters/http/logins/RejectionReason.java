package io.kafkafetch.adapters.http.logins;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.kafkafetch.adapters.json.ReasonText;
import io.kafkafetch.domain.login.Reason;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One thing that is wrong with an event. */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "One thing that is wrong with an event.")
record RejectionReason(
        @Schema(description = "Stable code, as in dead letters.", example = "missing") @JsonProperty(required = true)
        String code,

        @Schema(description = "The field at fault; absent where the event as a whole is.", example = "device_type")
        @Nullable
        String field,

        @Schema(description = "The same in English.", example = "device_type is missing") @JsonProperty(required = true)
        String message) {

    private static final Map<Reason, RejectionReason> ALL = new ConcurrentHashMap<>();

    /** A reason in its wire form. There are some fifty, and each is one object. */
    static RejectionReason of(Reason reason) {
        return ALL.computeIfAbsent(reason, RejectionReason::describe);
    }

    private static RejectionReason describe(Reason reason) {
        String field = switch (reason) {
            case Reason.OfField ofField -> ofField.field().wireName();
            case Reason.OfRecord ofRecord -> null;
        };
        return new RejectionReason(reason.code(), field, ReasonText.of(reason));
    }
}
