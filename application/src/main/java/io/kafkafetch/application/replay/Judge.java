package io.kafkafetch.application.replay;

import io.kafkafetch.application.record.Original;
import io.kafkafetch.domain.login.Validation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the service would say of a record. */
@FunctionalInterface
public interface Judge {

    /**
     * Its verdict on a record.
     *
     * @param value of the record; {@code null} for a tombstone
     * @param headers of the record
     */
    Validation judge(byte @Nullable [] value, List<Original.Header> headers);
}
