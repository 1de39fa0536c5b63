package io.kafkafetch.application.replay;

import io.kafkafetch.application.letter.LetterId;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How the value of a failed record is changed before it is sent again. A pure function. */
public interface Rule {

    /** What it does, for people and the log, without values: {@code divide timestamp=1000}, {@code set device_type}. */
    String text();

    /**
     * The changed value; the very same array where the rule has nothing to change.
     *
     * @param isAtFault whether the field of this name is at fault. Others are left alone, so that a record that failed for
     *     another reason keeps its good fields
     */
    byte @Nullable [] apply(LetterId letter, byte @Nullable [] value, Predicate<String> isAtFault);
}
