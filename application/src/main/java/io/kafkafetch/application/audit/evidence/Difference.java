package io.kafkafetch.application.audit.evidence;

/**
 * Where two records of the same thing differ first.
 *
 * @param field which one
 * @param expected its value in the one that should be there; may be empty where it is not to be shown
 * @param there its value in the one that is there; may be empty where it is not to be shown
 */
public record Difference(String field, String expected, String there) {

    /** The finding that the records of this subject differ. */
    public Finding finding(FindingCode code, String batch, String subject) {
        return new Finding(
                code, batch, (subject + " " + field + " " + expected).strip(), there.isEmpty() ? "another" : there);
    }
}
