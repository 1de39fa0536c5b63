package io.kafkafetch.adapters.json.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.TimestampFormat;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.apache.avro.Schema;

/**
 * What a feed's events mean as logins. Immutable.
 *
 * @param id name and version: the name, and a checksum of all that decides, so that a changed mapping has another one
 * @param name of the feed, e.g. {@code okta}
 * @param description in one line; may be empty
 * @param events where the vendor's exports have their array of events; empty where a record is an event
 * @param readerSchema the Avro schema that values which name one of their own are read into; empty where they are taken as
 *     they were written
 * @param when what all has to hold of an event for it to be a login; an event it does not hold of is skipped
 * @param fields where each field comes from, all of them
 */
public record LoginMapping(
        String id,
        String name,
        String description,
        Optional<Pointer> events,
        Optional<Schema> readerSchema,
        List<Condition> when,
        Map<LoginField, FieldRule> fields) {

    public LoginMapping {
        when = List.copyOf(when);
        fields = Map.copyOf(fields);
        if (fields.size() < LoginField.values().length) {
            throw new IllegalArgumentException("a mapping of " + fields.keySet() + " alone");
        }
    }

    /** A mapping with these parts; its version follows from them. */
    static LoginMapping of(
            String name,
            String description,
            Optional<Pointer> events,
            Optional<Schema> readerSchema,
            List<Condition> when,
            Map<LoginField, FieldRule> fields) {
        String id = name + "-" + checksum(readerSchema, when, fields);
        return new LoginMapping(id, name, description, events, readerSchema, when, fields);
    }

    /** Where this field comes from. */
    public FieldRule rule(LoginField field) {
        return requireNonNull(fields.get(field));
    }

    /** How the events write their moments. */
    public TimestampFormat timestampFormat() {
        return rule(LoginField.TIMESTAMP).format();
    }

    private static String checksum(
            Optional<Schema> readerSchema, List<Condition> when, Map<LoginField, FieldRule> fields) {
        CRC32 checksum = new CRC32();
        readerSchema.ifPresent(schema -> add(checksum, "reader_schema", schema.toString()));
        when.forEach(condition -> add(checksum, "when", condition.at(), new TreeSet<>(condition.is())));
        new TreeMap<>(fields)
                .forEach((field, rule) -> add(
                        checksum,
                        field.wireName(),
                        rule.at(),
                        new TreeMap<>(rule.table()),
                        rule.otherwise(),
                        rule.format().code(),
                        rule.required()));
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }

    private static void add(CRC32 checksum, Object... parts) {
        checksum.update((Arrays.toString(parts) + '\n').getBytes(UTF_8));
    }
}
