package io.kafkafetch.domain.insight;

/** One published finding about logins. */
public sealed interface Insight {

    /** What was found out. */
    Metric metric();

    /**
     * The hour of the day with the most logins of all time.
     *
     * @param hour 0 to 23
     * @param logins logins at that hour, at least 1
     */
    record PeakHour(int hour, long logins) implements Insight {

        /** @throws IllegalArgumentException if there is no such hour, or no login at it */
        public PeakHour {
            if (hour < 0 || hour >= HourCounts.HOURS || logins < 1) {
                throw new IllegalArgumentException(logins + " logins at hour " + hour);
            }
        }

        @Override
        public Metric metric() {
            return Metric.Running.PEAK_HOUR;
        }
    }

    /**
     * How many of a batch's logins had this name.
     *
     * @param name e.g. a region, if that is the metric's dimension
     * @param count logins of that name, at least 1
     * @param total logins of the batch, at least {@code count}
     */
    record Ranked(Metric.Ranked metric, String name, long count, long total) implements Insight {

        /** @throws IllegalArgumentException unless {@code 1 <= count <= total} */
        public Ranked {
            if (count < 1 || count > total) {
                throw new IllegalArgumentException(count + " of " + total + " logins");
            }
        }

        /** The share of the batch's logins. */
        public Percentage percentage() {
            return Percentage.of(count, total);
        }
    }
}
