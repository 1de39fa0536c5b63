package io.kafkafetch.domain.insight;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A share in percent, derived at the very end from exact integers.
 *
 * @param hundredths of a percent, 0 to 10,000
 */
public record Percentage(int hundredths) {

    /** Most digits behind the point. */
    public static final int SCALE = 2;

    private static final int WHOLE = 10_000;

    /** @throws IllegalArgumentException if it is no share */
    public Percentage {
        if (hundredths < 0 || hundredths > WHOLE) {
            throw new IllegalArgumentException(hundredths + " hundredths of a percent are no share");
        }
    }

    /**
     * {@code 100·count/total}, rounded half even to {@value #SCALE} digits behind the point.
     *
     * @throws IllegalArgumentException unless {@code 0 <= count <= total} and {@code total > 0}
     */
    public static Percentage of(long count, long total) {
        if (count < 0 || total <= 0 || count > total) {
            throw new IllegalArgumentException(count + " of " + total + " is no share");
        }
        long hundredths = count <= Long.MAX_VALUE / WHOLE
                ? dividedHalfEven(count * WHOLE, total)
                : ofMoreThanALongHolds(count, total);
        return new Percentage((int) hundredths);
    }

    /** In percent, with trailing zeros removed except for one: {@code 52.0}, {@code 33.33}. */
    public BigDecimal value() {
        return hundredths % 10 == 0 ? BigDecimal.valueOf(hundredths / 10, 1) : BigDecimal.valueOf(hundredths, SCALE);
    }

    /** The {@link #value} as text, as it is published. */
    @Override
    public String toString() {
        int whole = hundredths / 100;
        int rest = hundredths % 100;
        return rest % 10 == 0 ? whole + "." + rest / 10 : whole + (rest < 10 ? ".0" : ".") + rest;
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
                .multiply(BigDecimal.valueOf(WHOLE))
                .divide(BigDecimal.valueOf(total), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }
}
