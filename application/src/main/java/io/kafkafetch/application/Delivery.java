package io.kafkafetch.application;

import io.kafkafetch.domain.LoginEvent;
import io.kafkafetch.domain.Reason;
import java.util.List;

/** One record of a source, read and judged: it ends in exactly one batch, either counted or as a dead letter. */
public sealed interface Delivery {

    /** Where the record came from. */
    Origin origin();

    /** A valid login, to be counted. */
    record Login(Origin origin, LoginEvent event) implements Delivery {}

    /**
     * A record that is no valid login.
     *
     * @param reasons every reason, at least one
     * @param original the record as it arrived
     */
    record DeadLetter(Origin origin, List<Reason> reasons, Original original) implements Delivery {
        public DeadLetter {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a dead letter needs a reason");
            }
        }
    }
}
