package io.kafkafetch.adapters.json.login;

import io.kafkafetch.adapters.json.mapping.LoginMapping;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.util.Optional;

/**
 * What the records of a source look like, and what becomes of those that lack a device type. Immutable.
 *
 * @param missingDeviceType how a login without a device type is treated
 * @param mapping where events of another form have the fields of a login; empty where they are plain logins
 * @param mayNameSchema whether values are looked at for the id of a schema in a registry, which says how to read them
 */
public record LoginFormat(MissingDeviceType missingDeviceType, Optional<LoginMapping> mapping, boolean mayNameSchema) {

    private static final String REGISTRY = "registry";

    /** JSON alone. */
    public LoginFormat(MissingDeviceType missingDeviceType, Optional<LoginMapping> mapping) {
        this(missingDeviceType, mapping, false);
    }

    /** Plain logins. */
    public static LoginFormat plain(MissingDeviceType missingDeviceType) {
        return new LoginFormat(missingDeviceType, Optional.empty());
    }

    /** The same with another policy for logins without a device type. */
    public LoginFormat with(MissingDeviceType policy) {
        return new LoginFormat(policy, mapping, mayNameSchema);
    }

    /**
     * What decides how a record is read, in a word: the name and version of the mapping, {@code +registry} behind it where
     * values may name their schema; empty for plain logins in JSON.
     */
    public String id() {
        String id = mapping.map(LoginMapping::id).orElse("");
        if (!mayNameSchema) {
            return id;
        }
        return id.isEmpty() ? REGISTRY : id + "+" + REGISTRY;
    }
}
