package io.kafkafetch.application.replay;

import io.kafkafetch.domain.login.Validation;
import org.jspecify.annotations.Nullable;

/** What the service would say of a record. */
@FunctionalInterface
public interface Judge {

    /**
     * Its verdict on a record.
     *
     * @param value of the record; {@code null} for a tombstone
     */
    Validation judge(byte @Nullable [] value);
}
