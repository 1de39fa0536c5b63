package io.kafkafetch.adapters.json.mapping;

import io.kafkafetch.domain.login.TimestampFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a login's field comes from. Immutable.
 *
 * @param at the first of these that is there and not {@code null}
 * @param table what a value there means; empty where it stands for itself. Its keys are texts, or numbers, {@code true} and
 *     {@code false} as JSON spells them
 * @param otherwise the field's value where none is there, or the table does not list it
 * @param format of a timestamp; of another field, of no use
 * @param required whether an event without it is rejected
 */
public record FieldRule(
        List<Pointer> at,
        Map<String, String> table,
        Optional<String> otherwise,
        TimestampFormat format,
        boolean required) {

    public FieldRule {
        at = List.copyOf(at);
        table = Map.copyOf(table);
    }

    /** Of a field that nobody asks for. */
    static final FieldRule UNUSED =
            new FieldRule(List.of(), Map.of(), Optional.empty(), TimestampFormat.EPOCH_SECONDS, false);
}
