package io.kafkafetch.adapters.http.rollups;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/rollups}: the names of the components are those of the members, and never change. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "Logins of all partitions by the time they happened at, in windows of one length.")
public record RollupsDocument(
        @JsonProperty(required = true) @Schema(example = "UTC")
        String zone,

        @JsonProperty(required = true) @Schema(format = "date-time", description = "Belongs to it.")
        String from,

        @JsonProperty(required = true) @Schema(format = "date-time", description = "Does not belong to it.")
        String to,

        @JsonProperty(required = true) @Schema(example = "1h")
        String step,

        @Schema(description = "The field that logins are grouped by; null for none.", example = "region") @Nullable
        String by,

        @JsonProperty(required = true)
        @Schema(description = "Those that hold anything and begin between from and to, the oldest first.")
        List<Bucket> windows) {

    /** A window of the answer. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Bucket(
            @JsonProperty(required = true) @Schema(format = "date-time")
            String start,

            @JsonProperty(required = true) long logins,

            @JsonProperty(required = true)
            @Schema(
                    description = "Those of them that shorter windows lack: they came in one commit with so many other"
                            + " minutes that it counted them by the hour, or hours by the day.")
            long coarse,

            @JsonProperty(required = true)
            @Schema(
                    description =
                            "Records that were rejected during this window, by the time they were rejected at. Their"
                                    + " own timestamp does not count; most have none.")
            long rejected,

            @Schema(description = "The most frequent names; null unless by is given.") @Nullable
            List<Map<String, Object>> names,

            @Schema(description = "Logins of all other names; null unless by is given.") @Nullable
            Long others,

            @JsonProperty("unique_users")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "Only with `UNIQUE_USERS_KEY`.")
            @Nullable
            UsersDocument uniqueUsers) {}
}
