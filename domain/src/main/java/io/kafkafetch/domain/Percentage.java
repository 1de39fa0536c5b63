package io.kafkafetch.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Shares in percent, derived at the very end from exact integers. */
public final class Percentage {

    /** Most digits behind the point. */
    public static final int SCALE = 2;

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
        BigDecimal share = BigDecimal.valueOf(count)
                .scaleByPowerOfTen(2)
                .divide(BigDecimal.valueOf(total), SCALE, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return share.setScale(Math.max(1, share.scale()));
    }
}
