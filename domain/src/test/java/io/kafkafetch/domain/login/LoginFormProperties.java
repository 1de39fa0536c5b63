package io.kafkafetch.domain.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.domain.login.Forms.Entry;
import io.kafkafetch.domain.login.Forms.Given;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The form against the rules of the wire contract, written down here a second time in another way. */
class LoginFormProperties {

    @Provide
    Arbitrary<List<Entry>> entries() {
        return Forms.entries();
    }

    @Property(tries = 1000)
    void everyFaultIsCollectedInTheOrderOfTheFieldsAndWithoutOneTheLoginIsAccepted(
            @ForAll("entries") List<Entry> entries, @ForAll MissingDeviceType missingDeviceType) {
        List<Reason> expected = new ArrayList<>();
        for (LoginField field : LoginField.values()) {
            faultOf(field, givenTo(field, entries), missingDeviceType)
                    .ifPresent(fault -> expected.add(new Reason.OfField(field, fault)));
        }

        switch (check(new LoginForm(), entries, missingDeviceType)) {
            case Validation.Rejected rejected -> assertThat(rejected.reasons()).isEqualTo(expected);
            case LoginEvent accepted -> {
                assertThat(expected).isEmpty();
                assertThat(accepted).isEqualTo(eventOf(entries));
            }
            case Validation.Skipped skipped -> throw new AssertionError("a form skips nothing: " + skipped);
        }
    }

    @Property(tries = 1000)
    void aClearedFormBehavesAsANewOne(
            @ForAll("entries") List<Entry> before,
            @ForAll MissingDeviceType missingBefore,
            @ForAll("entries") List<Entry> entries,
            @ForAll MissingDeviceType missingDeviceType) {
        LoginForm reused = new LoginForm();
        check(reused, before, missingBefore);
        reused.clear();

        assertThat(check(reused, entries, missingDeviceType))
                .isEqualTo(check(new LoginForm(), entries, missingDeviceType));
    }

    @Property
    void theOrderInWhichFieldsAreGivenDoesNotMatterUnlessOneIsRepeated(@ForAll("entries") List<Entry> entries) {
        List<Entry> inFieldOrder =
                entries.stream().sorted(Comparator.comparing(Entry::field)).toList();

        assertThat(check(new LoginForm(), inFieldOrder, MissingDeviceType.DEAD_LETTER))
                .isEqualTo(check(new LoginForm(), entries, MissingDeviceType.DEAD_LETTER));
    }

    private static Validation check(LoginForm form, List<Entry> entries, MissingDeviceType missingDeviceType) {
        entries.forEach(entry -> entry.fillIn(form));
        return form.check(missingDeviceType);
    }

    private static List<Given> givenTo(LoginField field, List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.field() == field)
                .map(Entry::given)
                .toList();
    }

    private static Optional<FieldFault> faultOf(
            LoginField field, List<Given> givens, MissingDeviceType missingDeviceType) {
        if (givens.size() > 1) {
            return Optional.of(FieldFault.REPEATED);
        }
        if (givens.isEmpty() || givens.getFirst() instanceof Given.Nothing) {
            boolean mended = field == LoginField.DEVICE_TYPE && missingDeviceType == MissingDeviceType.UNKNOWN;
            return mended ? Optional.empty() : Optional.of(FieldFault.MISSING);
        }
        return field == LoginField.TIMESTAMP ? timestampFault(givens.getFirst()) : textFault(givens.getFirst());
    }

    private static Optional<FieldFault> textFault(Given given) {
        if (!(given instanceof Given.Text asText)) {
            return Optional.of(FieldFault.WRONG_TYPE);
        }
        String text = asText.text();
        if (text.matches("\\p{IsWhite_Space}*")) {
            return Optional.of(FieldFault.BLANK);
        }
        if (text.codePoints().count() > 256) {
            return Optional.of(FieldFault.TOO_LONG);
        }
        return StandardCharsets.UTF_8.newEncoder().canEncode(text)
                ? Optional.empty()
                : Optional.of(FieldFault.NOT_UNICODE);
    }

    private static Optional<FieldFault> timestampFault(Given given) {
        return switch (given) {
            case Given.Whole whole -> rangeFault(BigInteger.valueOf(whole.number()));
            case Given.Text text -> timestampTextFault(text.text());
            case Given.Huge huge -> Optional.of(FieldFault.OUT_OF_RANGE);
            case Given.Nothing nothing -> Optional.of(FieldFault.MISSING);
            case Given.Other other -> Optional.of(FieldFault.WRONG_TYPE);
        };
    }

    private static Optional<FieldFault> timestampTextFault(String text) {
        if (text.matches("\\p{IsWhite_Space}*")) {
            return Optional.of(FieldFault.BLANK);
        }
        return text.matches("0|-0|-?[1-9][0-9]*")
                ? rangeFault(new BigInteger(text))
                : Optional.of(FieldFault.WRONG_TYPE);
    }

    private static Optional<FieldFault> rangeFault(BigInteger epochSeconds) {
        boolean inRange = epochSeconds.signum() >= 0 && epochSeconds.compareTo(new BigInteger("253402300799")) <= 0;
        return inRange ? Optional.empty() : Optional.of(outOfRange(epochSeconds));
    }

    /** Moments from 2000-01-01 on, before 2100-01-01. */
    private static FieldFault outOfRange(BigInteger number) {
        if (isWithin(number, "946684800000", "4102444799999")) {
            return FieldFault.IN_MILLISECONDS;
        }
        return isWithin(number, "946684800000000", "4102444799999999")
                ? FieldFault.IN_MICROSECONDS
                : FieldFault.OUT_OF_RANGE;
    }

    private static boolean isWithin(BigInteger number, String least, String most) {
        return number.compareTo(new BigInteger(least)) >= 0 && number.compareTo(new BigInteger(most)) <= 0;
    }

    private static LoginEvent eventOf(List<Entry> entries) {
        return new LoginEvent(
                textOf(LoginField.APP_VERSION, entries),
                textOf(LoginField.LOCALE, entries),
                Long.parseLong(textOf(LoginField.TIMESTAMP, entries)),
                textOf(LoginField.DEVICE_TYPE, entries));
    }

    private static String textOf(LoginField field, List<Entry> entries) {
        List<Given> givens = givenTo(field, entries);
        if (givens.isEmpty()) {
            return "unknown";
        }
        return switch (givens.getFirst()) {
            case Given.Text text -> text.text();
            case Given.Whole whole -> Long.toString(whole.number());
            case Given.Nothing nothing -> "unknown";
            case Given.Huge huge -> throw new AssertionError("no valid " + field);
            case Given.Other other -> throw new AssertionError("no valid " + field);
        };
    }
}
