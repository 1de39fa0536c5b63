package io.kafkafetch.domain.login;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Ways to fill in a {@link LoginForm}. */
public final class Forms {

    private Forms() {}

    /** What a source saw of a field. */
    sealed interface Given {
        record Text(String text) implements Given {}

        record Whole(long number) implements Given {}

        record Huge() implements Given {}

        record Nothing() implements Given {}

        record Other() implements Given {}
    }

    /** One field, seen once. */
    record Entry(LoginField field, Given given) {
        void fillIn(LoginForm form) {
            switch (given) {
                case Given.Text text -> form.text(field, text.text());
                case Given.Whole whole -> form.integer(field, whole.number());
                case Given.Huge huge -> form.hugeInteger(field);
                case Given.Nothing nothing -> form.nothing(field);
                case Given.Other other -> form.wrongType(field);
            }
        }
    }

    /** A text that is fit for a field, other for each. */
    public static String fit(LoginField field) {
        return "a " + field.wireName();
    }

    /** A form with a fit value in every field but these. */
    public static LoginForm filledInBut(LoginField... left) {
        LoginForm form = new LoginForm();
        fillIn(form, left);
        return form;
    }

    /** Fills in a fit value in every field but these. */
    static void fillIn(LoginForm form, LoginField... left) {
        for (LoginField field : LoginField.values()) {
            if (!Arrays.asList(left).contains(field)) {
                if (field == LoginField.TIMESTAMP) {
                    form.integer(field, 1_700_000_000);
                } else {
                    form.text(field, fit(field));
                }
            }
        }
    }

    /** Any way to fill in a form, in any order: most fields well, some oddly, not at all or more than once. */
    public static Arbitrary<List<Entry>> entries() {
        List<Arbitrary<List<Entry>>> perField = Arrays.stream(LoginField.values())
                .<Arbitrary<List<Entry>>>map(field -> Arbitraries.frequencyOf(
                                Tuple.of(14, well(field).list().ofSize(1)),
                                Tuple.of(2, anything().list().ofSize(1)),
                                Tuple.of(1, Arbitraries.just(List.<Given>of())),
                                Tuple.of(1, anything().list().ofMinSize(2).ofMaxSize(3)))
                        .map(givens -> givens.stream()
                                .map(given -> new Entry(field, given))
                                .toList()))
                .toList();
        return Combinators.combine(perField)
                .as(lists -> lists.stream().flatMap(Collection::stream).toList())
                .flatMap(entries -> Arbitraries.shuffle(entries))
                .withoutEdgeCases();
    }

    private static Arbitrary<Given> well(LoginField field) {
        if (field == LoginField.TIMESTAMP) {
            return Arbitraries.longs()
                    .between(0, LoginEvent.MAX_TIMESTAMP)
                    .flatMap(number -> Arbitraries.of(new Given.Whole(number), new Given.Text(Long.toString(number))));
        }
        return Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(9).map(Given.Text::new);
    }

    private static Arbitrary<Given> anything() {
        return Arbitraries.oneOf(
                texts().map(Given.Text::new),
                Arbitraries.longs().map(Given.Whole::new),
                Arbitraries.of(
                        new Given.Huge(),
                        new Given.Nothing(),
                        new Given.Other(),
                        new Given.Whole(-1),
                        new Given.Whole(LoginEvent.MAX_TIMESTAMP + 1)));
    }

    /** Texts of white space, of digits, of lone surrogates, around the greatest length, and of anything. */
    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(6),
                Arbitraries.strings().withChars(' ', '\u00a0', '\u2028', 'a').ofMaxLength(3),
                Arbitraries.strings().withChars('0', '1', '9', '-').ofMaxLength(4),
                Arbitraries.strings().numeric().ofMinLength(10).ofMaxLength(24),
                Arbitraries.strings().withChars('\ud83d', '\ude00', 'a').ofMaxLength(4),
                Arbitraries.integers()
                        .between(250, 260)
                        .flatMap(length ->
                                Arbitraries.of("a", "\uD83D\uDE00", " ").map(part -> part.repeat(length))));
    }
}
