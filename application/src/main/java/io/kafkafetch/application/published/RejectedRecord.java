package io.kafkafetch.application.published;

import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A record that ended as a dead letter; nothing of its payload.
 *
 * @param origin where the record was
 * @param reasons all of them, at least one
 * @param failedAt when it was rejected
 */
public record RejectedRecord(Origin origin, List<Reason> reasons, Instant failedAt) {

    /**
     * Why a record was rejected, as it is published: a later release may know more reasons than the domain of this one.
     *
     * @param code e.g. {@code missing}
     * @param field its name on the wire; empty where the record as a whole is at fault
     */
    public record Reason(String code, Optional<String> field) {

        private static Reason of(io.kafkafetch.domain.login.Reason reason) {
            Optional<String> field = switch (reason) {
                case io.kafkafetch.domain.login.Reason.OfField ofField ->
                    Optional.of(ofField.field().wireName());
                case io.kafkafetch.domain.login.Reason.OfRecord ofRecord -> Optional.empty();
            };
            return new Reason(reason.code(), field);
        }
    }

    /** @throws IllegalArgumentException if there is no reason */
    public RejectedRecord {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("a rejected record needs a reason");
        }
    }

    /** A dead letter as it is published. */
    public static RejectedRecord of(DeadLetter deadLetter, Instant failedAt) {
        return new RejectedRecord(
                deadLetter.origin(),
                deadLetter.reasons().stream().map(Reason::of).toList(),
                failedAt);
    }
}
