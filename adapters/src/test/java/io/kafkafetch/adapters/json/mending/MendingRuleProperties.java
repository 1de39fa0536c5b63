package io.kafkafetch.adapters.json.mending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** A rule changes what it says, and not one byte more. */
class MendingRuleProperties {

    private static final LetterId LETTER = new LetterId(new Partition("dlq", 0), 0);

    private static boolean any(String field) {
        return true;
    }

    /** A member as it is written, white space and all; without its comma. */
    record Piece(String before, String name, String colon, String value, String after) {

        Piece named(String other) {
            return new Piece(before, other, colon, value, after);
        }

        Piece valued(String other) {
            return new Piece(before, name, colon, other, after);
        }

        @Override
        public String toString() {
            return before + name + colon + value + after;
        }
    }

    @Provide
    Arbitrary<List<Piece>> pieces() {
        Arbitrary<String> blanks = Arbitraries.of("", " ", "\n", "\t\r\n ", "  ");
        Arbitrary<String> names =
                Arbitraries.of("\"a\"", "\"b\"", "\"c d\"", "\"\"", "\"x\\\"y\"", "\"\\u00e4\"", "\"ä\"", "\"{\"");
        Arbitrary<String> values = Arbitraries.of(
                "1",
                "-1.5e3",
                "true",
                "null",
                "\"text\"",
                "\"\\\\\"",
                "\"}\"",
                "\"ä€😀\"",
                "[]",
                "{}",
                "[1,{\"z\":\"]\"}]",
                "{\"t\":1,\"u\":[{}, \"\\\"\"]}",
                "\" padded \"",
                "[ 1 , 2 ]");
        return Combinators.combine(blanks, names, Arbitraries.of(":", " :", ": ", " : "), values, blanks)
                .as(Piece::new)
                .list()
                .ofMaxSize(6);
    }

    private static String text(List<Piece> pieces) {
        return " {" + pieces.stream().map(Piece::toString).collect(joining(",")) + "} ";
    }

    private static String apply(MendingRule rule, String text) {
        return new String(rule.apply(LETTER, text.getBytes(UTF_8), MendingRuleProperties::any), UTF_8);
    }

    private static final Piece TARGET = new Piece(" ", "\"target\"", ":", "\"old\"", " ");

    private static List<Piece> with(List<Piece> pieces, int at, Piece piece) {
        List<Piece> all = new ArrayList<>(pieces);
        all.add(at % (pieces.size() + 1), piece);
        return all;
    }

    @Property
    void setChangesTheValueThatIsThere(@ForAll("pieces") List<Piece> others, @ForAll("places") int at) {
        String set = apply(new MendingRule.Set("target", "\"new\""), text(with(others, at, TARGET)));

        assertThat(set).isEqualTo(text(with(others, at, TARGET.valued("\"new\""))));
    }

    @Property
    void setAddsWhatIsNotThereBehindAllOthers(@ForAll("pieces") List<Piece> others) {
        String set = apply(new MendingRule.Set("target", "null"), text(others));

        String added = "\"target\":null";
        String without = others.isEmpty()
                ? set.replace(added, "")
                : new StringBuilder(set)
                        .delete(set.lastIndexOf("," + added), set.lastIndexOf("," + added) + added.length() + 1)
                        .toString();
        assertThat(without).isEqualTo(text(others));
        assertThat(ObjectText.of(set.getBytes(UTF_8))
                        .orElseThrow()
                        .members()
                        .getLast()
                        .name())
                .isEqualTo("target");
    }

    @Property
    void renameChangesTheName(@ForAll("pieces") List<Piece> others, @ForAll("places") int at) {
        String renamed = apply(new MendingRule.Rename("target", "other"), text(with(others, at, TARGET)));

        assertThat(renamed).isEqualTo(text(with(others, at, TARGET.named("\"other\""))));
    }

    @Property
    void divideRoundsDown(
            @ForAll("pieces") List<Piece> others,
            @ForAll("places") int at,
            @ForAll long number,
            @ForAll @LongRange(min = 2, max = 1_000_000) long by,
            @ForAll boolean isText) {
        String quote = isText ? "\"" : "";
        String divided = apply(
                new MendingRule.Divide("target", by), text(with(others, at, TARGET.valued(quote + number + quote))));

        BigInteger quotient = BigInteger.valueOf(Math.floorDiv(number, by));
        assertThat(divided).isEqualTo(text(with(others, at, TARGET.valued(quote + quotient + quote))));
    }

    @Property
    void trimTakesWhiteSpaceOffBothEndsAndNothingElse(
            @ForAll("pieces") List<Piece> others,
            @ForAll("places") int at,
            @ForAll("blanks") String before,
            @ForAll("blanks") String after,
            @ForAll("inner") String inner) {
        Piece padded = TARGET.valued('"' + before + inner + after + '"');
        String trimmed = new String(
                new MendingRule.Trim()
                        .apply(LETTER, text(with(others, at, padded)).getBytes(UTF_8), "target"::equals),
                UTF_8);

        assertThat(trimmed).isEqualTo(text(with(others, at, TARGET.valued('"' + inner + '"'))));
    }

    /** What is changed once has nothing to change any more; the very same array says so. */
    @Property
    void setRenameAndTrimAreDoneOnce(@ForAll("pieces") List<Piece> pieces) {
        for (MendingRule rule : List.of(
                new MendingRule.Set("a", "\"new\""), new MendingRule.Rename("a", "b"), new MendingRule.Trim())) {
            byte[] once = rule.apply(LETTER, text(pieces).getBytes(UTF_8), MendingRuleProperties::any);

            assertThat(rule.apply(LETTER, once, MendingRuleProperties::any)).isSameAs(once);
        }
    }

    @Property
    void aFieldThatIsNotAtFaultIsLeftAlone(@ForAll("pieces") List<Piece> pieces) {
        byte[] value = text(pieces).getBytes(UTF_8);

        for (MendingRule rule : List.of(
                new MendingRule.Set("a", "\"new\""),
                new MendingRule.Rename("a", "b"),
                new MendingRule.Divide("a", 2),
                new MendingRule.Trim())) {
            assertThat(rule.apply(LETTER, value, field -> false)).isSameAs(value);
        }
    }

    @Property
    void whatIsNoObjectIsLeftAlone(@ForAll byte[] bytes) {
        for (MendingRule rule : List.of(
                new MendingRule.Set("a", "1"),
                new MendingRule.Rename("a", "b"),
                new MendingRule.Divide("a", 2),
                new MendingRule.Trim())) {
            assertThat(rule.apply(LETTER, bytes, MendingRuleProperties::any)).isSameAs(bytes);
            assertThat(rule.apply(LETTER, null, MendingRuleProperties::any)).isNull();
        }
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, 6);
    }

    @Provide
    Arbitrary<String> blanks() {
        return Arbitraries.of("", " ", "\\t", "\\n ", "\\u0020", "\u00a0", "\\u3000", "  \\r\\f");
    }

    @Provide
    Arbitrary<String> inner() {
        return Arbitraries.of("x", "a b", "\\\"", "\\\\t", "\\u0041", "ä", "x \\t y", "\u200b");
    }

    // ---- what a name that is there more than once becomes

    @Example
    void aRepeatedFieldIsGivenOnceByASet() {
        assertThat(apply(new MendingRule.Set("a", "9"), "{\"a\":1,\"b\":2, \"a\" :3}"))
                .isEqualTo("{\"a\":9,\"b\":2}");
        assertThat(apply(new MendingRule.Set("a", "9"), "{\"a\":1,\"\\u0061\":3 , \"b\":2}"))
                .isEqualTo("{\"a\":9,\"b\":2}");
    }

    @Example
    void aRenameTakesThePlaceOfWhatWasThere() {
        assertThat(apply(new MendingRule.Rename("os", "device_type"), "{\"device_type\":null,\"os\":\"iOS\"}"))
                .isEqualTo("{\"device_type\":\"iOS\"}");
        assertThat(apply(new MendingRule.Rename("os", "device_type"), "{\"os\":\"iOS\",\"b\":1,\"device_type\":null}"))
                .isEqualTo("{\"device_type\":\"iOS\",\"b\":1}");
        assertThat(apply(new MendingRule.Rename("os", "device_type"), "{\"os\":1,\"os\":2,\"device_type\":null}"))
                .isEqualTo("{\"os\":1,\"os\":2,\"device_type\":null}");
    }

    @Example
    void numbersThatAreNoneOrTooLargeAreLeftAlone() {
        for (String value : List.of("1e999", "\"1.5\"", "\"\"", "\"x\"", "null", "[1]", "1" + "0".repeat(60))) {
            String text = "{\"t\":" + value + "}";
            assertThat(apply(new MendingRule.Divide("t", 1000), text)).isEqualTo(text);
        }
        assertThat(apply(new MendingRule.Divide("t", 1000), "{\"t\":1.694623430123e12}"))
                .isEqualTo("{\"t\":1694623430}");
    }

    @Example
    void aLoginWithMillisecondsIsALoginOnceTheyAreDivided() {
        String login = "{\"user_id\":\"u\",\"app_version\":\"2.3.0\",\"ip\":\"1.2.3.4\",\"locale\":\"RI\","
                + "\"device_id\":\"d\",\"timestamp\":1694623430123,\"device_type\":\"iOS\"}";
        byte[] fixed = new MendingRule.Divide("timestamp", 1000)
                .apply(LETTER, login.getBytes(UTF_8), MendingRuleProperties::any);

        assertThat(new LoginDecoder(MissingDeviceType.DEAD_LETTER).decode(ByteBuffer.wrap(fixed)))
                .isEqualTo(new LoginEvent("2.3.0", "RI", 1_694_623_430, "iOS"));
    }
}
