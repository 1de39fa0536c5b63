package io.kafkafetch.adapters.json.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.LoginForm;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.Validation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class WholeNumberProperties {

    private static final BigInteger MAX = BigInteger.valueOf(LoginEvent.MAX_TIMESTAMP);

    @Property(tries = 5000)
    void aNumberIsWhatTheJdksDecimalsSayItIs(@ForAll("numbers") String number) {
        assertThat(judged(number)).isEqualTo(expected(new BigDecimal(number)));
    }

    private static String judged(String number) {
        LoginForm form = new LoginForm();
        for (LoginField field : LoginField.values()) {
            if (field != LoginField.TIMESTAMP) {
                form.text(field, "a");
            }
        }
        char[] text = ("#" + number + "9.e").toCharArray(); // what stands around it is not its own
        WholeNumber.report(text, 1, number.length(), LoginField.TIMESTAMP, form);
        return switch (form.check(MissingDeviceType.DEAD_LETTER)) {
            case LoginEvent event -> Long.toString(event.timestamp());
            case Validation.Skipped skipped -> "skipped";
            case Validation.Rejected rejected ->
                rejected.reasons().stream().map(Reason::code).toList().toString();
        };
    }

    private static String expected(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        if (stripped.scale() > 0) {
            return List.of("wrong-type").toString();
        }
        BigInteger whole = number.toBigIntegerExact();
        boolean within = whole.signum() >= 0 && whole.compareTo(MAX) <= 0;
        return within ? whole.toString() : List.of("out-of-range").toString();
    }

    /** JSON's grammar, exponents small enough for the JDK to expand. */
    @Provide
    Arbitrary<String> numbers() {
        Arbitrary<String> digits = Arbitraries.frequencyOf(
                tuple(
                        6,
                        Arbitraries.strings()
                                .withChars('0', '1', '9')
                                .ofMinLength(1)
                                .ofMaxLength(25)),
                tuple(1, Arbitraries.of("253402300799", "253402300800", "25340230079", "9223372036854775808")),
                tuple(3, Arbitraries.longs().greaterOrEqual(0).map(String::valueOf)));
        Arbitrary<String> whole = digits.map(WholeNumberProperties::withoutLeadingZeros);
        Arbitrary<String> fraction =
                digits.map(text -> "." + text).optional(0.5).map(text -> text.orElse(""));
        Arbitrary<String> exponent = Combinators.combine(
                        Arbitraries.of("e", "E", "e+", "E-", "e-", "e00", "e-0"),
                        Arbitraries.integers().between(0, 40))
                .as((mark, value) -> mark + value)
                .optional(0.5)
                .map(text -> text.orElse(""));
        return Combinators.combine(Arbitraries.of("", "", "-"), whole, fraction, exponent)
                .as((sign, integer, rest, power) -> sign + integer + rest + power);
    }

    private static Tuple.Tuple2<Integer, Arbitrary<? extends String>> tuple(int weight, Arbitrary<String> texts) {
        return Tuple.of(weight, texts);
    }

    private static String withoutLeadingZeros(String digits) {
        String stripped = digits.replaceFirst("^0+", "");
        return stripped.isEmpty() ? "0" : stripped;
    }
}
