package io.kafkafetch.application.record;

import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.Validation;
import java.util.List;
import java.util.function.Supplier;

/** One record of a source, read and judged: it ends in exactly one batch, either counted or as a dead letter. */
public sealed interface Delivery {

    /** Where the record came from. */
    Origin origin();

    /**
     * The delivery that this verdict makes of a record.
     *
     * @param original the record as it arrived; asked for only if it was rejected
     */
    static Delivery of(Origin origin, Validation verdict, Supplier<Original> original) {
        return switch (verdict) {
            case LoginEvent event -> new Login(origin, event);
            case Validation.Rejected rejected -> new DeadLetter(origin, rejected.reasons(), original.get());
        };
    }

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
