package io.kafkafetch.application.record;

import io.kafkafetch.domain.login.Reason;
import java.util.List;

/** Output port: hears of every record that is rejected, for logs and metrics. Thread-safe, and never in the way. */
@FunctionalInterface
public interface Rejections {

    /** Nobody listens. */
    Rejections UNHEARD = reasons -> {};

    /** A record was rejected for these reasons. */
    void rejected(List<Reason> reasons);
}
