package io.kafkafetch.adapters.json.mending;

import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.replay.Rule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule about the members of a JSON object. What is no such object it leaves alone, and of an object each byte that it does
 * not speak of.
 */
public sealed interface MendingRule extends Rule {

    /** The field that it gives another value; empty where it may be any. */
    Optional<String> target();

    /** The object as this rule leaves it; the same one where there is nothing to change. */
    ObjectText change(ObjectText object, Predicate<String> isAtFault);

    @Override
    default byte @Nullable [] apply(LetterId letter, byte @Nullable [] value, Predicate<String> isAtFault) {
        Optional<ObjectText> object = ObjectText.of(value);
        if (object.isEmpty()) {
            return value;
        }
        ObjectText changed = change(object.get(), isAtFault);
        return changed.text().equals(object.get().text()) ? value : changed.bytes();
    }

    /**
     * The field has this value, also where it was not there. Of a repeated field the first one stays.
     *
     * @param json the value as JSON
     */
    record Set(String field, String json) implements MendingRule {

        @Override
        public String text() {
            return "set " + field;
        }

        @Override
        public Optional<String> target() {
            return Optional.of(field);
        }

        @Override
        public ObjectText change(ObjectText object, Predicate<String> isAtFault) {
            if (!isAtFault.test(field)) {
                return object;
            }
            ObjectText once = object.without(field, true);
            return once.only(field)
                    .map(member -> once.withValue(member, json))
                    .orElseGet(() -> once.with(JsonScalar.of(field), json));
        }
    }

    /**
     * The field's number is divided and rounded down, whether it is a number or the text of a whole one.
     *
     * @param by at least 2
     */
    record Divide(String field, long by) implements MendingRule {

        /** No timestamp has that many digits, in whatever unit. */
        private static final int LONGEST = 40;

        private static final Pattern WHOLE_TEXT = Pattern.compile("\"-?[0-9]{1," + LONGEST + "}\"");
        private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]{1,2})?");

        public Divide {
            if (by < 2) {
                throw new IllegalArgumentException("to divide by " + by + " changes nothing");
            }
        }

        @Override
        public String text() {
            return "divide " + field + "=" + by;
        }

        @Override
        public Optional<String> target() {
            return Optional.of(field);
        }

        @Override
        public ObjectText change(ObjectText object, Predicate<String> isAtFault) {
            return object.only(field)
                    .filter(member -> isAtFault.test(field))
                    .map(member -> object.withValue(member, divided(object.valueOf(member))))
                    .orElse(object);
        }

        private String divided(String json) {
            if (WHOLE_TEXT.matcher(json).matches()) {
                return '"' + quotient(json.substring(1, json.length() - 1)) + '"';
            }
            return json.length() <= LONGEST && NUMBER.matcher(json).matches() ? quotient(json) : json;
        }

        private String quotient(String number) {
            return new BigDecimal(number)
                    .divide(BigDecimal.valueOf(by), 0, RoundingMode.FLOOR)
                    .toPlainString();
        }
    }

    /** The member of one name gets another one, in place of members that have that name already. */
    record Rename(String from, String to) implements MendingRule {

        public Rename {
            if (from.equals(to)) {
                throw new IllegalArgumentException("both names are " + from);
            }
        }

        @Override
        public String text() {
            return "rename " + from + "=" + to;
        }

        @Override
        public Optional<String> target() {
            return Optional.of(to);
        }

        @Override
        public ObjectText change(ObjectText object, Predicate<String> isAtFault) {
            if (!isAtFault.test(to) || object.only(from).isEmpty()) {
                return object;
            }
            ObjectText free = object.without(to, false);
            return free.only(from)
                    .map(member -> free.withName(member, JsonScalar.of(to)))
                    .orElse(object);
        }
    }

    /** Texts lose the white space at both ends. */
    record Trim() implements MendingRule {

        @Override
        public String text() {
            return "trim";
        }

        @Override
        public Optional<String> target() {
            return Optional.empty();
        }

        @Override
        public ObjectText change(ObjectText object, Predicate<String> isAtFault) {
            ObjectText changed = object;
            for (int i = 0; i < changed.members().size(); i++) {
                ObjectText.Member member = changed.members().get(i);
                String json = changed.valueOf(member);
                if (json.startsWith("\"") && isAtFault.test(member.name())) {
                    changed = changed.withValue(member, StringEnds.trimmed(json));
                }
            }
            return changed;
        }
    }
}
