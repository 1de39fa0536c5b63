package io.kafkafetch.application;

import io.kafkafetch.domain.Reason;
import java.util.List;

/** Output port: hears of every record that is rejected, for logs and metrics. Thread-safe, and never in the way. */
public interface Rejections {

    /** Nobody listens. */
    Rejections UNHEARD = new Rejections() {
        @Override
        public void rejected(List<Reason> reasons) {}

        @Override
        public void report() {}
    };

    /** A record was rejected for these reasons. */
    void rejected(List<Reason> reasons);

    /** Says now what is due to be said; sources call it again and again, also while nothing comes in. */
    void report();
}
