package io.kafkafetch.adapters.http.identity.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.kafkafetch.adapters.http.identity.Access;
import io.kafkafetch.adapters.http.identity.Caller;
import io.kafkafetch.adapters.http.identity.Role;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/session}: the names of the components are those of the members, and never change. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "Who asks.")
public record SessionDocument(
        @JsonProperty(required = true) @Schema(description = "Whether callers have to show who they are.")
        boolean required,

        @Schema(
                description = "Who asks: the name of the token, or of whoever it is; null if that is not known.",
                example = "ops")
        @Nullable
        String name,

        @JsonProperty(required = true) @Schema(description = "What it may: post, view, operate, metrics.")
        List<String> roles,

        @JsonProperty("sign_in")
        @Schema(
                description = "The path where a person signs in, and out at this one; null where the browser does it.",
                example = "/sign-in")
        @Nullable
        String signIn) {

    static SessionDocument of(Optional<Access> access, Optional<Caller> caller) {
        return new SessionDocument(
                access.isPresent(),
                caller.map(Caller::name).orElse(null),
                caller.stream()
                        .flatMap(known -> known.roles().stream())
                        .sorted()
                        .map(Role::text)
                        .toList(),
                access.flatMap(some -> some.callers().signInPath()).orElse(null));
    }
}
