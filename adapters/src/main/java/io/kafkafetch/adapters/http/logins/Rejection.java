package io.kafkafetch.adapters.http.logins;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** An event that is not a valid login. */
@Serdeable
@Schema(description = "An event that is not a valid login.")
record Rejection(
        @Schema(description = "Its place in the body, from 0: of the array's element, or of the line.")
        @JsonProperty(required = true)
        long index,

        @Schema(description = "All that is wrong with it, at least one.") @JsonProperty(required = true)
        List<RejectionReason> reasons) {

    Rejection {
        reasons = List.copyOf(reasons);
    }
}
