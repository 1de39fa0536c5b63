package io.kafkafetch.domain.rollup;

/**
 * How finely a {@link Timeline} keeps times apart, so that its size has a bound whatever times there are.
 *
 * @param minutes how many of the newest minutes are kept, from 0; older logins are counted by the hour
 * @param hours how many of the newest hours that are counted by the hour are kept, from 0; older logins are counted by
 *     the day
 * @param days how many of the newest days that are counted by the day are kept, from 0; older logins are counted
 *     together
 * @param names how many names of each dimension are kept in a window, at least 1, see {@link Names}
 */
public record Detail(int minutes, int hours, int days, int names) {

    /** @throws IllegalArgumentException if one is out of range */
    public Detail {
        if (minutes < 0 || hours < 0 || days < 0 || names < 1) {
            throw new IllegalArgumentException(
                    minutes + " minutes, " + hours + " hours, " + days + " days, " + names + " names");
        }
    }

    /** How many windows of this resolution are kept. */
    public int most(Resolution resolution) {
        return switch (resolution) {
            case MINUTE -> minutes;
            case HOUR -> hours;
            case DAY -> days;
        };
    }
}
