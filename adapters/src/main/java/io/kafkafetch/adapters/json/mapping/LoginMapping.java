package io.kafkafetch.adapters.json.mapping;

import static java.util.Objects.requireNonNull;

import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.TimestampFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a feed's events mean as logins. Immutable.
 *
 * @param name of the feed, e.g. {@code okta}
 * @param description in one line; may be empty
 * @param events where the vendor's exports have their array of events; empty where a record is an event
 * @param when what all has to hold of an event for it to be a login; an event it does not hold of is skipped
 * @param fields where each field comes from, all of them
 */
public record LoginMapping(
        String name,
        String description,
        Optional<Pointer> events,
        List<Condition> when,
        Map<LoginField, FieldRule> fields) {

    public LoginMapping {
        when = List.copyOf(when);
        fields = Map.copyOf(fields);
        if (fields.size() < LoginField.values().length) {
            throw new IllegalArgumentException("a mapping of " + fields.keySet() + " alone");
        }
    }

    /** Where this field comes from. */
    public FieldRule rule(LoginField field) {
        return requireNonNull(fields.get(field));
    }

    /** How the events write their moments. */
    public TimestampFormat timestampFormat() {
        return rule(LoginField.TIMESTAMP).format();
    }
}
