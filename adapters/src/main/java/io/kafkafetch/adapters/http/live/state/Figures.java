package io.kafkafetch.adapters.http.live.state;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Numbers as they are shown: as exact as they are meant, so that noise is no change. */
final class Figures {

    private Figures() {}

    /** With one digit behind the point. */
    static BigDecimal tenths(double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_EVEN);
    }

    /** In seconds, with two digits behind the point. */
    static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).setScale(2, RoundingMode.HALF_EVEN);
    }
}
