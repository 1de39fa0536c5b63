package io.kafkafetch.adapters.http.logins;

import io.kafkafetch.adapters.json.ReasonText;
import io.kafkafetch.domain.Reason;
import io.kafkafetch.domain.Validation;
import java.util.ArrayList;
import java.util.List;

/** The verdicts on a request's events, counted and, as far as there is room, listed. Not thread-safe. */
final class Verdicts {

    /** Rejections that are listed; the others are only counted. */
    static final int MAX_LISTED = 1_000;

    private final List<Rejection> rejections = new ArrayList<>();
    private long accepted;
    private long rejected;

    /** The verdict on the next event. */
    void add(Validation verdict) {
        if (verdict instanceof Validation.Rejected rejection) {
            add(rejection);
        } else {
            accepted++;
        }
    }

    long events() {
        return accepted + rejected;
    }

    LoginsAnswer answer() {
        long omitted = rejected - rejections.size();
        return new LoginsAnswer(accepted, rejected, rejections, omitted == 0 ? null : omitted);
    }

    private void add(Validation.Rejected rejection) {
        if (rejections.size() < MAX_LISTED) {
            rejections.add(new Rejection(
                    events(), rejection.reasons().stream().map(Verdicts::cause).toList()));
        }
        rejected++;
    }

    private static RejectionReason cause(Reason reason) {
        String field = switch (reason) {
            case Reason.OfField ofField -> ofField.field().wireName();
            case Reason.OfRecord ofRecord -> null;
        };
        return new RejectionReason(reason.code(), field, ReasonText.of(reason));
    }
}
