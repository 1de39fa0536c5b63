package io.kafkafetch.adapters.registry;

import io.kafkafetch.application.trouble.Fault;

/** A registry does not answer, or refuses to. Its message is one line, without a secret. */
public final class RegistryAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    /**
     * @param fault {@link io.kafkafetch.application.trouble.TroubleCode#SCHEMA_REGISTRY_AWAY} or
     *     {@code SCHEMA_REGISTRY_REFUSES}, with what the registry or the network said as its details
     */
    public RegistryAwayException(Fault fault) {
        super(fault.detailed());
        this.fault = fault;
    }

    /** What is wrong, for the log and for health. */
    public Fault fault() {
        return fault;
    }
}
