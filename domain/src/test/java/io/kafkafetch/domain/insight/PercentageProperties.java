package io.kafkafetch.domain.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class PercentageProperties {

    record Share(long count, long total) {}

    /** Totals of every magnitude, and those where half a hundredth of a percent is hit exactly. */
    @Provide
    Arbitrary<Share> shares() {
        Arbitrary<Long> totals = Arbitraries.oneOf(
                Arbitraries.longs().between(1, 300),
                Arbitraries.of(16L, 32L, 64L, 160L, 20_000L, 40_000L, 200_000L),
                Arbitraries.longs().between(1, Long.MAX_VALUE));
        return totals.flatMap(total -> Arbitraries.longs().between(0, total).map(count -> new Share(count, total)));
    }

    /** Half even to two digits, stated in whole numbers: |P·total − 10000·count| is at most total/2, P even on a tie. */
    @Property(tries = 2000)
    void aPercentageIsTheExactRatioRoundedHalfEvenToTwoDigits(@ForAll("shares") Share share) {
        BigInteger hundredths =
                BigInteger.valueOf(Percentage.of(share.count(), share.total()).hundredths());
        BigInteger total = BigInteger.valueOf(share.total());
        BigInteger twiceTheError = hundredths
                .multiply(total)
                .subtract(BigInteger.valueOf(10_000).multiply(BigInteger.valueOf(share.count())))
                .abs()
                .shiftLeft(1);

        assertThat(twiceTheError).isLessThanOrEqualTo(total);
        if (twiceTheError.equals(total)) {
            assertThat(hundredths.testBit(0)).as("%s is even", hundredths).isFalse();
        }
    }

    @Property(tries = 2000)
    void aPercentageHasOneOrTwoDigitsBehindThePointAndNeverAnExponent(@ForAll("shares") Share share) {
        BigDecimal percentage = Percentage.of(share.count(), share.total()).value();

        assertThat(percentage.scale()).isBetween(1, 2);
        assertThat(percentage).isBetween(BigDecimal.ZERO, BigDecimal.valueOf(100));
        assertThat(percentage.toString())
                .matches("[0-9]{1,3}\\.([0-9]|[0-9][1-9])")
                .isEqualTo(percentage.toPlainString())
                .isEqualTo(Percentage.of(share.count(), share.total()).toString());
    }

    @Property
    void theSharesOfAWholeAddUpToAHundredButForTheirRounding(
            @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 1, max = 1L << 50) Long> counts) {
        long total = counts.stream().mapToLong(Long::longValue).sum();

        BigDecimal sum = counts.stream()
                .map(count -> Percentage.of(count, total).value())
                .reduce(BigDecimal.ZERO, BigDecimal::add);

        BigDecimal roundingOfEach = new BigDecimal("0.005");
        assertThat(sum.subtract(BigDecimal.valueOf(100)).abs())
                .isLessThanOrEqualTo(roundingOfEach.multiply(BigDecimal.valueOf(counts.size())));
    }

    @Provide
    Arbitrary<Share> noShares() {
        Arbitrary<Long> any = Arbitraries.longs();
        return Combinators.combine(any, any)
                .as(Share::new)
                .filter(share -> share.count() < 0 || share.total() <= 0 || share.count() > share.total());
    }

    @Property
    void whatIsNoShareOfAWholeIsRefused(@ForAll("noShares") Share share) {
        assertThatThrownBy(() -> Percentage.of(share.count(), share.total()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
