package io.kafkafetch.application.replay.desk;

import io.kafkafetch.application.letter.Letters;
import io.kafkafetch.application.replay.Canary;
import io.kafkafetch.application.replay.Originals;
import io.kafkafetch.application.replay.Pacing;
import io.kafkafetch.application.replay.ReplayBalance;
import io.kafkafetch.application.replay.ReplayOutlet;

/** What watches a run while it uses its ports; by itself nothing does. Used by the run's thread. */
public interface Supervision {

    /** Nobody watches. */
    Supervision NONE = new Supervision() {};

    /** From now on the run counts here. */
    default void follow(ReplayBalance balance) {}

    default Letters overLetters(Letters letters) {
        return letters;
    }

    default Originals overOriginals(Originals originals) {
        return originals;
    }

    default ReplayOutlet overOutlet(ReplayOutlet outlet) {
        return outlet;
    }

    default Pacing overPacing(Pacing pacing) {
        return pacing;
    }

    default Canary overCanary(Canary canary) {
        return canary;
    }
}
