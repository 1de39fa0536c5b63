package io.kafkafetch.adapters.http.logins;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * A login for the OpenAPI description alone; {@code login-event.schema.json} says it in full, and
 * {@link io.kafkafetch.adapters.json.login.LoginDecoder} decides.
 */
@Introspected
@Schema(description = "A login. Unknown fields are ignored.")
record LoginEvent(
        @Schema(description = "Not blank.", maxLength = 256) @JsonProperty(value = "user_id", required = true)
        String userId,

        @Schema(description = "Not blank.", maxLength = 256) @JsonProperty(value = "app_version", required = true)
        String appVersion,

        @Schema(description = "Not blank; not checked any further.", maxLength = 256) @JsonProperty(required = true)
        String ip,

        @Schema(description = "The region. Not blank.", maxLength = 256) @JsonProperty(required = true)
        String locale,

        @Schema(description = "Not blank.", maxLength = 256) @JsonProperty(value = "device_id", required = true)
        String deviceId,

        @Schema(description = "Epoch seconds, or the text of them.", minimum = "0", maximum = "253402300799")
        @JsonProperty(required = true)
        long timestamp,

        @Schema(
                description = "Not blank. Required, unless the service counts a missing one as unknown.",
                maxLength = 256)
        @JsonProperty("device_type")
        String deviceType) {

    /** Several of them. */
    interface Many extends List<LoginEvent> {}

    static final String EXAMPLE =
            "{\"user_id\":\"fe175330\",\"app_version\":\"2.3.0\",\"ip\":\"76.31.191.86\",\"locale\":\"RI\","
                    + "\"device_id\":\"996-91-8205\",\"timestamp\":1694623430,\"device_type\":\"iOS\"}";
}
