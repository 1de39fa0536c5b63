package io.kafkafetch.application.record;

import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.Validation;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** One record of a source, read and judged: it ends in exactly one batch, as a login, as a dead letter, or as skipped. */
public sealed interface Delivery {

    /** Where the record came from. */
    Origin origin();

    /**
     * The delivery that this verdict makes of a record.
     *
     * @param original the record as it arrived; asked for only if it was rejected
     */
    static Delivery of(Origin origin, Validation verdict, Supplier<Original> original) {
        return of(origin, verdict, () -> RecordChecksum.NONE, original);
    }

    /**
     * The delivery that this verdict makes of a record.
     *
     * @param checksum the record's {@link RecordChecksum}; asked for only if it was accepted or skipped
     * @param original the record as it arrived; asked for only if it was rejected
     */
    static Delivery of(Origin origin, Validation verdict, IntSupplier checksum, Supplier<Original> original) {
        return switch (verdict) {
            case LoginEvent event -> new Login(origin, event, checksum.getAsInt());
            case Validation.Rejected rejected -> new DeadLetter(origin, rejected.reasons(), original.get());
            case Validation.Skipped skipped -> new Skipped(origin, skipped.rule(), checksum.getAsInt());
        };
    }

    /**
     * A valid login, to be counted.
     *
     * @param checksum the record's {@link RecordChecksum}; any number where nobody asks for it
     */
    record Login(Origin origin, LoginEvent event, int checksum) implements Delivery {

        /** A login whose checksum nobody asks for. */
        public Login(Origin origin, LoginEvent event) {
            this(origin, event, RecordChecksum.NONE);
        }
    }

    /**
     * An event that is no login, and no fault either.
     *
     * @param rule what of the event says so, see {@link Validation.Skipped}
     * @param checksum the record's {@link RecordChecksum}; any number where nobody asks for it
     */
    record Skipped(Origin origin, String rule, int checksum) implements Delivery {}

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
