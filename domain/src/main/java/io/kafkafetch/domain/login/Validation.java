package io.kafkafetch.domain.login;

import java.util.List;

/** The verdict on one record: a login to count, an event that is none and is no fault, or every reason why it is faulty. */
public sealed interface Validation permits LoginEvent, Validation.Rejected, Validation.Skipped {

    /**
     * An event of another kind, in a feed that has more than logins: counted as skipped, and no fault.
     *
     * @param rule what of the event says so, e.g. {@code /eventType}; one of the few that a mapping has, never of the event
     */
    record Skipped(String rule) implements Validation {}

    /**
     * Not a valid login.
     *
     * @param reasons all of them, at least one, in the order of {@link LoginField}
     */
    record Rejected(List<Reason> reasons) implements Validation {
        public Rejected {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a rejection needs a reason");
            }
        }
    }

    /** The verdict on a record that cannot be decoded. */
    static Validation undecodable(RecordFault fault) {
        return SharedReasons.undecodable(fault);
    }
}
