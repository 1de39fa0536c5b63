package io.kafkafetch.adapters.http.rollups;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.kafkafetch.domain.users.UniqueUsers;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** About how many different users logged in: the names of the components are those of the members, and never change. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "About how many different users there are.")
public record UsersDocument(
        @JsonProperty(required = true)
        @Schema(description = "Logins whose users are in it; fewer than all where users were not asked for at times.")
        long logins,

        @JsonProperty(required = true) long estimate,

        @JsonProperty(required = true) @Schema(description = "At least so many, in 95 of 100 cases.")
        long lower,

        @JsonProperty(required = true) @Schema(description = "At most so many, in 95 of 100 cases.")
        long upper) {

    /** {@code null} where users are not known. */
    static @Nullable UsersDocument of(UniqueUsers users) {
        return users.sketch()
                .map(sketch ->
                        new UsersDocument(users.logins(), sketch.estimate(), sketch.lowerBound(), sketch.upperBound()))
                .orElse(null);
    }
}
