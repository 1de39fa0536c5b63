package io.kafkafetch.adapters.generator;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kafkafetch.adapters.generator.GeneratorSettings.Target;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class LoginGeneratorProperties {

    @Property(tries = 20)
    void equalSettingsGiveEqualBytes(
            @ForAll long seed, @ForAll @DoubleRange(max = 100) double corruptPercent, @ForAll Target target) {
        GeneratorSettings settings = small(target).withSeed(seed).withCorruptPercent(corruptPercent);

        List<GeneratedRecord> once = records(settings, 500);
        List<GeneratedRecord> again = records(settings, 500);

        for (int i = 0; i < once.size(); i++) {
            assertThat(again.get(i).kind()).isEqualTo(once.get(i).kind());
            assertThat(again.get(i).key()).isEqualTo(once.get(i).key());
            assertThat(again.get(i).value()).isEqualTo(once.get(i).value());
        }
    }

    @Property(tries = 50)
    void anotherSeedGivesOtherBytes(@ForAll long seed, @ForAll long otherSeed) {
        Assume.that(seed != otherSeed);
        GeneratorSettings settings = small(Target.LINES).withCorruptPercent(0);

        byte[] value = records(settings.withSeed(seed), 1).getFirst().value();

        assertThat(records(settings.withSeed(otherSeed), 1).getFirst().value()).isNotEqualTo(value);
    }

    @Property(tries = 20)
    void theCorruptPercentIsKept(@ForAll long seed, @ForAll @DoubleRange(max = 100) double corruptPercent) {
        List<GeneratedRecord> records =
                records(small(Target.TOPIC).withSeed(seed).withCorruptPercent(corruptPercent), 20_000);

        double corrupt =
                records.stream().filter(login -> login.kind().corrupt()).count();
        assertThat(100 * corrupt / records.size()).isCloseTo(corruptPercent, within(2.5)); // 7 sigma
    }

    @Property(tries = 10)
    void theKindsOfCorruptRecordsAreEvenAndAllOccur(@ForAll long seed, @ForAll Target target) {
        int records = 15_000;
        Map<Kind, Long> kinds = records(small(target).withSeed(seed).withCorruptPercent(100), records).stream()
                .collect(groupingBy(GeneratedRecord::kind, counting()));

        List<Kind> expected = Stream.of(Kind.values())
                .filter(kind -> kind.corrupt() && kind.carriedBy(target))
                .toList();
        assertThat(kinds).containsOnlyKeys(expected);
        assertThat(kinds.remove(Kind.HUGE_TEXT)).isEqualTo(3);
        double even = (double) records / kinds.size();
        assertThat(kinds.values())
                .allSatisfy(count -> assertThat((double) count).isBetween(0.75 * even, 1.25 * even));
    }

    @Property(tries = 20)
    void aLineIsARecordWhateverIsWrongWithIt(@ForAll long seed) {
        for (GeneratedRecord login : records(small(Target.LINES).withSeed(seed).withCorruptPercent(100), 4_999)) {
            byte[] value = requireNonNull(login.value());
            assertThat(value).isNotEmpty().doesNotContain('\n', '\r');
            assertThat(value[0]).isNotIn((byte) ' ', (byte) '\t');
        }
    }

    @Property(tries = 20)
    void anyPopulationAndPaceGiveValidLogins(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 50) int users,
            @ForAll @LongRange(min = GeneratorSettings.MIN_LOGINS_PER_DAY, max = GeneratorSettings.MAX_LOGINS_PER_DAY)
                    long loginsPerDay,
            @ForAll @LongRange(max = GeneratorSettings.MAX_START) long start) {
        GeneratorSettings settings = new GeneratorSettings(seed, 0, start, loginsPerDay, users, Target.LINES);

        for (GeneratedRecord login : records(settings, 200)) {
            assertThat(JudgingDecoder.judge(login.value(), MissingDeviceType.UNKNOWN))
                    .isInstanceOf(LoginEvent.class);
        }
    }

    @Example
    void withoutCorruptionEveryRecordIsALogin() {
        assertThat(records(small(Target.TOPIC).withCorruptPercent(0), 20_000))
                .noneMatch(login -> login.kind().corrupt());
    }

    @Example
    void atAHundredPercentNoRecordIsALogin() {
        assertThat(records(small(Target.TOPIC).withCorruptPercent(100), 20_000))
                .allMatch(login -> login.kind().corrupt());
    }

    @Example
    void onlyCorruptRecordsAreWithoutAKey() {
        List<GeneratedRecord> keyless = records(small(Target.TOPIC).withCorruptPercent(50), 20_000).stream()
                .filter(login -> login.key() == null)
                .toList();

        assertThat(keyless)
                .hasSizeBetween(2_200, 2_800)
                .allMatch(login -> login.kind().corrupt());
    }

    @Property
    void settingsOutOfRangeAreRefused(@ForAll long seed) {
        GeneratorSettings settings = GeneratorSettings.forTopic().withSeed(seed);

        for (double percent : new double[] {-0.1, 100.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> settings.withCorruptPercent(percent)).hasMessageContaining("corruptPercent");
        }
        for (long start : new long[] {-1, GeneratorSettings.MAX_START + 1}) {
            assertThatThrownBy(() -> settings.withStartEpochSecond(start)).hasMessageContaining("startEpochSecond");
        }
        for (long logins : new long[] {999, 1_000_000_001}) {
            assertThatThrownBy(() -> settings.withLoginsPerDay(logins)).hasMessageContaining("loginsPerDay");
        }
        for (int users : new int[] {0, 1_000_001}) {
            assertThatThrownBy(() -> settings.withUsers(users)).hasMessageContaining("users");
        }
    }

    private static GeneratorSettings small(Target target) {
        return switch (target) {
            case TOPIC -> GeneratorSettings.forTopic().withUsers(200);
            case LINES -> GeneratorSettings.forLines().withUsers(200);
        };
    }

    private static List<GeneratedRecord> records(GeneratorSettings settings, int count) {
        return Stream.generate(new LoginGenerator(settings)::next).limit(count).toList();
    }
}
