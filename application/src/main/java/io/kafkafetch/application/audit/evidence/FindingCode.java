package io.kafkafetch.application.audit.evidence;

import java.util.Locale;

/** What can be wrong with what was published. The codes are stable: programs read them. */
public enum FindingCode {
    /** A published insight, or the committed running hours, say something else than the source. */
    DIFFERS,
    /** An insight of a batch was not published. */
    MISSING_INSIGHT,
    /** An insight was published that no batch has. */
    EXTRA_INSIGHT,
    /** A whole batch was published more than once. */
    DUPLICATE_BATCH,
    /** Records of the source between two batches are in none. */
    GAP,
    /** A batch has records that an earlier one has as well. */
    OVERLAP,
    /** A rejected record has no dead letter. */
    DEAD_LETTER_MISSING,
    /** A dead letter was published of a record that was not rejected, or once more. */
    DEAD_LETTER_EXTRA,
    /** A dead letter differs from its record, or gives other reasons. */
    DEAD_LETTER_DIFFERS,
    /** A tally says something else than the source. */
    TALLY_DIFFERS,
    /** A total says something else than the tallies. */
    ROLLUP_DIFFERS,
    /** Logins were counted by other rules than the configured ones; they are recounted by those. */
    RULES_CHANGED,
    /** The source holds other records than those that were counted. */
    SOURCE_ALTERED;

    /** As it is printed: {@code missing-insight}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
