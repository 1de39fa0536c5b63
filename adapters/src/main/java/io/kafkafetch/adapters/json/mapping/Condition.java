package io.kafkafetch.adapters.json.mapping;

import java.util.Set;

/**
 * What an event has to say to be a login. Immutable.
 *
 * @param at where it says it
 * @param is what it says there, one of these: texts, or numbers, {@code true} and {@code false} as JSON spells them
 */
public record Condition(Pointer at, Set<String> is) {

    public Condition {
        is = Set.copyOf(is);
    }
}
