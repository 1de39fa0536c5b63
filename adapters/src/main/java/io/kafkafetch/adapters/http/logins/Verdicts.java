package io.kafkafetch.adapters.http.logins;

import io.kafkafetch.adapters.http.logins.admission.Admission;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.Validation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts on a request's events, counted and, as far as there is room, listed. What is listed comes out of the
 * memory that all requests share; where there is none, the answer lists less. Not thread-safe.
 */
final class Verdicts implements AutoCloseable {

    /** Rejections that are listed; the others are only counted. */
    static final int MAX_LISTED = 100;

    /** What a rejection weighs besides its reasons, and each of these, in memory and in the answer. */
    private static final int REJECTION_BYTES = 128;

    private static final int REASON_BYTES = 128;

    private final Admission admission;
    private final List<Rejection> rejections = new ArrayList<>();
    private long accepted;
    private long rejected;
    private long skipped;
    private long blank;
    private int held;

    Verdicts(Admission admission) {
        this.admission = admission;
    }

    /** The verdict on the next event. */
    void add(Validation verdict) {
        switch (verdict) {
            case LoginEvent login -> accepted++;
            case Validation.Skipped other -> skipped++;
            case Validation.Rejected rejection -> {
                if (rejections.size() == rejected && isRoomFor(rejection)) {
                    rejections.add(new Rejection(
                            places(),
                            rejection.reasons().stream()
                                    .map(RejectionReason::of)
                                    .toList()));
                }
                rejected++;
            }
        }
    }

    /** The next line is blank. */
    void addBlank() {
        blank++;
    }

    /** Accepted, rejected and skipped ones. */
    long events() {
        return accepted + rejected + skipped;
    }

    LoginsAnswer answer() {
        long omitted = rejected - rejections.size();
        return new LoginsAnswer(accepted, rejected, some(skipped), rejections, some(omitted), some(blank));
    }

    private static @Nullable Long some(long count) {
        return count == 0 ? null : count;
    }

    /** Gives back what all requests share. */
    @Override
    public void close() {
        admission.unbuffer(held);
        held = 0;
    }

    private long places() {
        return events() + blank;
    }

    private boolean isRoomFor(Validation.Rejected rejection) {
        int weight = REJECTION_BYTES + REASON_BYTES * rejection.reasons().size();
        if (rejections.size() == MAX_LISTED || !admission.buffer(weight)) {
            return false;
        }
        held += weight;
        return true;
    }
}
