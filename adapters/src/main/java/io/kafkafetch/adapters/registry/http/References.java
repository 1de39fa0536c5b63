package io.kafkafetch.adapters.registry.http;

import io.kafkafetch.adapters.registry.RegisteredSchema.Reference;
import io.kafkafetch.adapters.registry.UnusableReferencesException;
import io.kafkafetch.adapters.registry.http.Answer.Pointer;
import io.kafkafetch.adapters.registry.http.Answer.SchemaText;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers what a schema refers to: each name once, by the first that uses it, as Confluent's clients do, and behind whatever
 * it refers to itself. At most {@value #MOST} schemas, and {@value #MOST_CHARACTERS} characters with the schema's own. For
 * one schema, by one thread.
 */
final class References {

    private static final int MOST = 100;
    private static final int MOST_CHARACTERS = 10 << 20;

    /** Finds a schema that is referred to. */
    @FunctionalInterface
    interface Finder {

        /** What is there. @throws UnusableReferencesException if nothing is */
        SchemaText find(Pointer pointer) throws InterruptedException;
    }

    private final Finder finder;
    private final Map<String, Reference> found = new LinkedHashMap<>();
    private final Set<String> begun = new HashSet<>();
    private long characters;

    private References(Finder finder) {
        this.finder = finder;
    }

    /**
     * All that this schema refers to.
     *
     * @throws UnusableReferencesException if something is not there, in a circle, or too much
     */
    static List<Reference> of(SchemaText schema, Finder finder) throws InterruptedException {
        References references = new References(finder);
        references.measure(schema);
        references.gather(schema);
        return List.copyOf(references.found.values());
    }

    private void gather(SchemaText schema) throws InterruptedException {
        for (Pointer pointer : schema.references()) {
            if (found.containsKey(pointer.name())) {
                continue;
            }
            if (!begun.add(pointer.name())) {
                throw new UnusableReferencesException("it refers in a circle to " + pointer.name());
            }
            if (begun.size() > MOST) {
                throw new UnusableReferencesException("it refers to more than " + MOST + " others");
            }
            SchemaText other = finder.find(pointer);
            measure(other);
            gather(other);
            found.put(pointer.name(), new Reference(pointer.name(), other.text()));
        }
    }

    private void measure(SchemaText schema) {
        characters += schema.text().length();
        if (characters > MOST_CHARACTERS) {
            throw new UnusableReferencesException("it has more than 10 MiB, with all that it refers to");
        }
    }
}
