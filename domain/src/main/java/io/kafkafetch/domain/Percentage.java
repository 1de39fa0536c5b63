package io.kafkafetch.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Shares in percent, derived at the very end from exact integers. */
public final class Percentage {

    /** Most digits behind the point. */
    public static final int SCALE = 2;

    private static final int WHOLE_IN_HUNDREDTHS = 10_000;

    private Percentage() {}

    /**
     * {@code 100·count/total}, rounded half even to {@value #SCALE} digits behind the point, with trailing zeros taken
     * off but for one: {@code 52.0}, {@code 33.33}.
     *
     * @throws IllegalArgumentException unless {@code 0 <= count <= total} and {@code total > 0}
     */
    public static BigDecimal of(long count, long total) {
        if (count < 0 || total <= 0 || count > total) {
            throw new IllegalArgumentException(count + " of " + total + " is no share");
        }
        long hundredths = count <= Long.MAX_VALUE / WHOLE_IN_HUNDREDTHS
                ? dividedHalfEven(count * WHOLE_IN_HUNDREDTHS, total)
                : ofMoreThanALongHolds(count, total);
        return hundredths % 10 == 0 ? BigDecimal.valueOf(hundredths / 10, 1) : BigDecimal.valueOf(hundredths, SCALE);
    }

    /** The same with at least one digit behind the point: a hundred without one would be written {@code 1E+2}. */
    public static BigDecimal withOneDigitBehindThePoint(BigDecimal percentage) {
        return percentage.scale() < 1 ? percentage.setScale(1, RoundingMode.UNNECESSARY) : percentage;
    }

    private static long dividedHalfEven(long dividend, long divisor) {
        long quotient = dividend / divisor;
        long remainder = dividend % divisor;
        long pastTheMiddle = remainder - (divisor - remainder);
        boolean odd = (quotient & 1) == 1;
        return pastTheMiddle > 0 || (pastTheMiddle == 0 && odd) ? quotient + 1 : quotient;
    }

    private static long ofMoreThanALongHolds(long count, long total) {
        return BigDecimal.valueOf(count)
                .multiply(BigDecimal.valueOf(WHOLE_IN_HUNDREDTHS))
                .divide(BigDecimal.valueOf(total), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }
}
