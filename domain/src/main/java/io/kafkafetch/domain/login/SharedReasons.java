package io.kafkafetch.domain.login;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The reasons there are, and the verdicts of a single one. Each is one object: rejected records wait in memory by the
 * hundred thousand, and nearly all are rejected for the same few reasons.
 */
final class SharedReasons {

    private static final Map<LoginField, Map<FieldFault, Reason>> OF_FIELDS =
            of(LoginField.class, field -> of(FieldFault.class, fault -> new Reason.OfField(field, fault)));
    private static final Map<LoginField, Map<FieldFault, Validation>> REJECTED =
            of(LoginField.class, field -> of(FieldFault.class, fault -> rejected(of(field, fault))));
    private static final Map<RecordFault, Validation> UNDECODABLE =
            of(RecordFault.class, fault -> rejected(new Reason.OfRecord(fault)));

    private SharedReasons() {}

    static Reason of(LoginField field, FieldFault fault) {
        return at(at(OF_FIELDS, field), fault);
    }

    /** The verdict on a record with this fault alone. */
    static Validation rejected(LoginField field, FieldFault fault) {
        return at(at(REJECTED, field), fault);
    }

    static Validation undecodable(RecordFault fault) {
        return at(UNDECODABLE, fault);
    }

    private static Validation rejected(Reason reason) {
        return new Validation.Rejected(List.of(reason));
    }

    private static <K extends Enum<K>, V> Map<K, V> of(Class<K> keys, Function<K, V> value) {
        Map<K, V> all = new EnumMap<>(keys);
        for (K key : keys.getEnumConstants()) {
            all.put(key, value.apply(key));
        }
        return all;
    }

    private static <K, V> V at(Map<K, V> all, K key) {
        return requireNonNull(all.get(key));
    }
}
