package io.kafkafetch.domain.login;

import java.util.List;

/** The verdict on one record: a login to count, or every reason why it is none. */
public sealed interface Validation permits LoginEvent, Validation.Rejected {

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
