package io.kafkafetch.adapters.json.mapping;

import java.util.List;

/** A mapping that cannot be used. */
public final class FaultyMappingException extends Exception {

    private static final long serialVersionUID = 1L;
    private final transient List<String> faults;

    FaultyMappingException(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    /** What is wrong and what was expected, each with its place, such as {@code /fields/timestamp/format}; at least one. */
    public List<String> faults() {
        return faults;
    }
}
