package io.kafkafetch.application.audit.evidence;

import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.util.function.Consumer;

/** Port: reads the source again, and decides each record as it was decided at first. Not thread-safe. */
public interface InputRecords {

    /**
     * Reads the records from one offset to another, both included, in their order. It is asked for growing offsets of a
     * partition, mostly for adjacent ranges.
     *
     * @return whether the range is still there; if not, what the taker got is not to be used
     */
    boolean read(Partition partition, long first, long last, MissingDeviceType policy, Consumer<Delivery> taker);

    /**
     * Whether records can be decided as they were by a mapping.
     *
     * @param mapping its {@linkplain Manifest#mapping name and version}; empty for plain logins
     */
    boolean knows(String mapping);

    /** Whether the source is still the one of this life, and holds this offset or later ones alone. */
    boolean isThere(Partition partition, String life, long offset);
}
