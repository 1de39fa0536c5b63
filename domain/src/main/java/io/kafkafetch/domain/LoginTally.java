package io.kafkafetch.domain;

/**
 * Everything that is counted of some logins: the product of commutative monoids, and so one itself. For any split of
 * the same logins {@code tally(a ++ b) = tally(a).plus(tally(b))}, in any order. Immutable.
 *
 * @param hours logins per hour of the day
 * @param regions logins per {@code locale}
 * @param devices logins per {@code device_type}
 * @param appVersions logins per {@code app_version}
 */
public record LoginTally(HourCounts hours, Frequencies regions, Frequencies devices, Frequencies appVersions) {

    /** No login. */
    public static final LoginTally EMPTY =
            new LoginTally(HourCounts.EMPTY, Frequencies.EMPTY, Frequencies.EMPTY, Frequencies.EMPTY);

    /** @throws IllegalArgumentException if the parts do not count the same number of logins */
    public LoginTally {
        long events = hours.total();
        if (regions.total() != events || devices.total() != events || appVersions.total() != events) {
            throw new IllegalArgumentException("the parts of a tally count different numbers of logins");
        }
    }

    /** How many logins are counted. */
    public long events() {
        return hours.total();
    }

    /** Both counted together. */
    public LoginTally plus(LoginTally other) {
        return new LoginTally(
                hours.plus(other.hours),
                regions.plus(other.regions),
                devices.plus(other.devices),
                appVersions.plus(other.appVersions));
    }
}
