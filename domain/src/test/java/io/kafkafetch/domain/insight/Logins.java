package io.kafkafetch.domain.insight;

import io.kafkafetch.domain.login.LoginEvent;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Logins for tests. What a test doesn't name does not matter to it. */
public final class Logins {

    private Logins() {}

    /** A login at this moment, given in epoch seconds. */
    public static LoginEvent at(long timestamp) {
        return of(timestamp, "RI", "iOS");
    }

    public static LoginEvent of(long timestamp, String locale, String deviceType) {
        return of(timestamp, locale, deviceType, "2.3.0");
    }

    public static LoginEvent of(long timestamp, String locale, String deviceType, String appVersion) {
        return new LoginEvent(appVersion, locale, timestamp, deviceType);
    }

    /** Any login: few regions, devices and versions, so that they collide; moments from all of the range. */
    public static Arbitrary<LoginEvent> any() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, LoginEvent.MAX_TIMESTAMP),
                        Arbitraries.of("RI", "NY", "ri", "ÅÄ", "\uD83D\uDE00", "unknown"),
                        Arbitraries.of("iOS", "android", "unknown"),
                        Arbitraries.of("2.3.0", "2.3", "11"))
                .as(Logins::of);
    }

    /** Up to 40 logins, often none or one. */
    public static Arbitrary<List<LoginEvent>> lists() {
        return any().list().ofMaxSize(40).withoutEdgeCases();
    }

    /** What {@link LoginCounter} counts of these logins in UTC. */
    public static LoginTally tally(List<LoginEvent> logins) {
        LoginCounter counter = new LoginCounter(HourOfDay.UTC);
        logins.forEach(counter::count);
        return counter.tally();
    }
}
