package io.kafkafetch.adapters.json;

import static java.util.stream.Collectors.joining;

import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.RecordFault;
import java.util.List;

/** Reasons in English prose, for people who read dead letters. Nothing of the record's content is ever in it. */
public final class ReasonText {

    private static final String OUT_OF_RANGE = "is not within 0 to " + LoginEvent.MAX_TIMESTAMP + " epoch seconds";
    private static final String LOOKS_LIKE = ", it looks like ";

    private ReasonText() {}

    /** One reason, e.g. {@code user_id is missing}. */
    public static String of(Reason reason) {
        return switch (reason) {
            case Reason.OfField ofField -> place(ofField) + ofField.field().wireName() + " " + predicate(ofField);
            case Reason.OfRecord ofRecord -> sentence(ofRecord.fault());
        };
    }

    /** All of them in their order, e.g. {@code user_id is missing; ip is blank}. */
    public static String of(List<Reason> reasons) {
        return reasons.stream().map(ReasonText::of).collect(joining("; "));
    }

    /** Where a mapping looked for it, e.g. {@code /published: }. */
    private static String place(Reason.OfField reason) {
        return reason.at().isEmpty() ? "" : reason.at() + ": ";
    }

    /**
     * The text without what it guesses about the sender's mistake, which earlier versions did not write.
     *
     * @param text as {@link #of(List)} gives it
     */
    public static String withoutGuesses(String text) {
        return text.replaceAll(LOOKS_LIKE + "[a-z]+seconds", "");
    }

    private static String predicate(Reason.OfField reason) {
        return switch (reason.fault()) {
            case MISSING -> "is missing";
            case BLANK -> "is blank";
            case WRONG_TYPE ->
                reason.field() == LoginField.TIMESTAMP ? "is neither an integer nor the text of one" : "is not text";
            case OUT_OF_RANGE -> OUT_OF_RANGE;
            case IN_MILLISECONDS -> OUT_OF_RANGE + LOOKS_LIKE + "milliseconds";
            case IN_MICROSECONDS -> OUT_OF_RANGE + LOOKS_LIKE + "microseconds";
            case NOT_A_TIME -> "is not an ISO 8601 time with an offset";
            case NOT_IN_TABLE -> "is none of the values that the mapping lists";
            case TOO_LONG -> "is longer than " + LoginEvent.MAX_TEXT + " characters";
            case NOT_UNICODE -> "holds half a character (a lone surrogate)";
            case REPEATED -> "is given more than once";
        };
    }

    private static String sentence(RecordFault fault) {
        return switch (fault) {
            case TOMBSTONE -> "the record has no value";
            case EMPTY -> "the value is empty";
            case TOO_LARGE -> "the record is larger than the limit";
            case NOT_UTF8 -> "the value is not UTF-8";
            case NOT_JSON -> "the value is not JSON";
            case NOT_AN_OBJECT -> "the value is JSON but not an object";
            case UNKNOWN_SCHEMA -> "the schema registry has no schema of the id that the value names";
            case WRONG_SCHEMA_TYPE -> "the value's schema is of a kind that cannot be read, or describes no object";
            case NOT_AVRO -> "the value is not what its Avro schema describes";
            case NOT_PROTOBUF -> "the value is not what its Protobuf schema describes";
        };
    }
}
