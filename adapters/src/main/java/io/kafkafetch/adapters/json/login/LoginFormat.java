package io.kafkafetch.adapters.json.login;

import io.kafkafetch.adapters.json.mapping.LoginMapping;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.util.Optional;

/**
 * What the records of a source look like, and what becomes of those that lack a device type. Immutable.
 *
 * @param missingDeviceType how a login without a device type is treated
 * @param mapping where events of another form have the fields of a login; empty where they are plain logins
 */
public record LoginFormat(MissingDeviceType missingDeviceType, Optional<LoginMapping> mapping) {

    /** Plain logins. */
    public static LoginFormat plain(MissingDeviceType missingDeviceType) {
        return new LoginFormat(missingDeviceType, Optional.empty());
    }
}
