package io.kafkafetch.domain;

import java.math.BigDecimal;

/** One published finding about logins. A new one is a record here, its line in {@link Insights} and its wire form. */
public sealed interface Insight {

    /**
     * The hour of the day with the most logins of all time.
     *
     * @param hour 0 to 23
     * @param logins logins at that hour, at least 1
     */
    record PeakHour(int hour, long logins) implements Insight {}

    /**
     * Logins of one region in a batch.
     *
     * @param count at least 1
     */
    record LoginsPerRegion(String region, long count) implements Insight {}

    /**
     * The share of one device type in a batch.
     *
     * @param percentage of the batch's logins, 0 to 100, with at least one digit behind the point, see {@link Percentage}
     * @param count at least 1
     */
    record DeviceUsage(String deviceType, BigDecimal percentage, long count) implements Insight {
        public DeviceUsage {
            percentage = Percentage.withOneDigitBehindThePoint(percentage);
        }
    }

    /**
     * The share of one version of the app in a batch.
     *
     * @param percentage of the batch's logins, 0 to 100, with at least one digit behind the point, see {@link Percentage}
     * @param count at least 1
     */
    record AppVersionUsage(String appVersion, BigDecimal percentage, long count) implements Insight {
        public AppVersionUsage {
            percentage = Percentage.withOneDigitBehindThePoint(percentage);
        }
    }
}
