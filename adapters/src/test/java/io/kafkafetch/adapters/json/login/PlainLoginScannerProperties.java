package io.kafkafetch.adapters.json.login;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.generator.GeneratedRecord;
import io.kafkafetch.adapters.generator.GeneratorSettings;
import io.kafkafetch.adapters.generator.Kind;
import io.kafkafetch.adapters.generator.LoginGenerator;
import io.kafkafetch.adapters.users.SecretUserKey;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.UserHash;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;

/**
 * The scanner against the parser, which is the oracle: whatever it takes, the parser takes with an equal event. More
 * cases than the default: {@code -Dkafkafetch.fuzz.cases=50000000}.
 */
class PlainLoginScannerProperties {

    private static final int TRIES = 20;
    private static final long CASES = Long.getLong("kafkafetch.fuzz.cases", 3_000_000);

    /** What is not taken goes through the decoder as a whole only now and then: there the oracle would judge itself. */
    private static final int CASES_A_WHOLE_DECODER = 50;

    private static final UserHash HASH = SecretUserKey.of("a key of the tests");

    private final PlainLoginScanner scanner = new PlainLoginScanner(HASH);
    private final LoginDecoder decoder = new LoginDecoder(MissingDeviceType.DEAD_LETTER, HASH);
    private final LoginDecoder lenient = new LoginDecoder(MissingDeviceType.UNKNOWN, HASH);
    private final LoginDecoder oracle = LoginDecoder.ofParserAlone(MissingDeviceType.DEAD_LETTER, HASH);
    private final LoginDecoder lenientOracle = LoginDecoder.ofParserAlone(MissingDeviceType.UNKNOWN, HASH);
    private long cases;

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void whatIsTakenOfDamagedLoginsTheOracleTakesWithAnEqualEvent(@ForAll long seed) {
        DamagedLogins logins = new DamagedLogins(seed);
        long cases = CASES / TRIES;
        long taken = 0;
        for (long i = 0; i < cases; i++) {
            if (isTaken(logins.next())) {
                taken++;
            }
        }
        assertThat((double) taken / cases)
                .as("share of cases that prove something")
                .isGreaterThan(0.1);
    }

    @Property(tries = 5, edgeCases = EdgeCasesMode.NONE)
    void aLoginCutOffAnywhereIsJudgedAsByTheOracle(@ForAll long seed) {
        for (byte[] login : new DamagedLogins(seed).written()) {
            for (int length = 0; length <= login.length; length++) {
                isTaken(ByteBuffer.wrap(login, 0, length));
            }
        }
    }

    @Example
    void aRecordOfAnyLengthUpToTheGreatestIsTakenAndNoneIsReadBeyondItsEnd() {
        String login = LoginJson.VALID.toString();
        for (int size = PlainLoginScanner.MAX_BYTES - 20; size <= PlainLoginScanner.MAX_BYTES + 20; size++) {
            for (int cut = 0; cut <= login.length(); cut++) {
                String record = " ".repeat(size - cut) + login.substring(0, cut);
                assertThat(isTaken(ByteBuffer.wrap(record.getBytes(UTF_8))))
                        .isEqualTo(cut == login.length() && size <= PlainLoginScanner.MAX_BYTES);
            }
        }
    }

    @Property(tries = 1000)
    void aLoginIsJudgedAsByTheOracleHoweverItIsWrittenAndDamaged(@ForAll("damaged") byte[] value) {
        check(ByteBuffer.wrap(value));
    }

    @Property(tries = 1000)
    void anyBytesAreJudgedAsByTheOracle(@ForAll byte @Size(max = 200) [] value) {
        check(ByteBuffer.wrap(value));
    }

    @Property(tries = 10, edgeCases = EdgeCasesMode.NONE)
    void everyValidLoginOfARealFeedIsTaken(@ForAll long seed) {
        LoginGenerator generator =
                new LoginGenerator(GeneratorSettings.forTopic().withSeed(seed).withCorruptPercent(5));
        for (int i = 0; i < 5_000; i++) {
            GeneratedRecord record = generator.next();
            if (record.kind() == Kind.VALID) {
                byte[] value = requireNonNull(record.value());
                assertThat(isTaken(ByteBuffer.wrap(value)))
                        .as(new String(value, UTF_8))
                        .isTrue();
            }
        }
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        Arbitrary<String> json = LoginArbitraries.events().flatMap(LoginArbitraries::jsonOf);
        return Combinators.combine(json, Mutation.some().optional(0.8))
                .as((login, damage) -> Mutation.apply(damage.orElse(List.of()), login.getBytes(UTF_8)));
    }

    private boolean isTaken(ByteBuffer value) {
        int position = value.position();
        int limit = value.limit();
        LoginEvent event = scanner.scan(value);
        boolean unmoved = value.position() == position && value.limit() == limit;
        if (!unmoved || (event != null && !event.equals(oracle.decode(value)))) {
            throw new AssertionError(event + " but the oracle says " + oracle.decode(value) + " of " + shown(value));
        }
        if (++cases % CASES_A_WHOLE_DECODER == 0) {
            check(value);
        }
        return event != null;
    }

    private void check(ByteBuffer value) {
        assertThat(decoder.decode(value)).as(shown(value)).isEqualTo(oracle.decode(value));
        assertThat(lenient.decode(value)).as(shown(value)).isEqualTo(lenientOracle.decode(value));
    }

    private static String shown(ByteBuffer value) {
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        return HexFormat.of().formatHex(bytes) + ", which is " + new String(bytes, ISO_8859_1);
    }
}
