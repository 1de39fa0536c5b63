package io.kafkafetch.application.letter;

/**
 * Why a record became a dead letter, as its headers say; another service may know other codes.
 *
 * @param code such as {@code missing}
 * @param field at fault; empty where the record as a whole is
 */
public record LetterReason(String code, String field) {

    /** Headers that say no reason, or one that is none. */
    public static final LetterReason UNKNOWN = new LetterReason("unknown", "");

    /** {@code missing device_type}, or {@code not-json}. */
    @Override
    public String toString() {
        return field.isEmpty() ? code : code + " " + field;
    }
}
