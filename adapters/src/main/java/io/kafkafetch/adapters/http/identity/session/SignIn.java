package io.kafkafetch.adapters.http.identity.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** {@code POST /api/session}: a token, to be kept in a cookie. */
@Serdeable
@Schema(description = "A token, to be kept in a cookie.")
public record SignIn(@JsonProperty(required = true) String token) {

    /** Without the token. */
    @Override
    public String toString() {
        return "SignIn[]";
    }
}
