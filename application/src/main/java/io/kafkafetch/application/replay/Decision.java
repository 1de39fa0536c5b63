package io.kafkafetch.application.replay;

import io.kafkafetch.application.letter.LetterReason;
import java.util.List;

/** What becomes of a letter that was chosen. */
public sealed interface Decision {

    /** The service would accept its record. */
    record Send(Replay replay) implements Decision {}

    /** The service would reject its record again, which is not sent. */
    record RejectedAgain(List<LetterReason> reasons) implements Decision {
        public RejectedAgain {
            reasons = List.copyOf(reasons);
        }
    }

    /** Its record came back too often, and is set aside. */
    record Park(String because) implements Decision {}

    /** Its record cannot be sent. */
    record Refuse(String why) implements Decision {}
}
