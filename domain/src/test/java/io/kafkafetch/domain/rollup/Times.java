package io.kafkafetch.domain.rollup;

import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.LoginCounter;
import io.kafkafetch.domain.insight.Logins;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.users.ExactUsers;
import io.kafkafetch.domain.users.UserCounter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Logins whose times collide in minutes, hours and days, around a change of the clock and far from it. */
final class Times {

    /** The clocks of Lord Howe Island change by half an hour, at an hour that is not a full one elsewhere. */
    static final HourOfDay CLOCK = new HourOfDay(ZoneId.of("Australia/Lord_Howe"));

    /** The half hour before it occurs twice. */
    static final long CHANGE = Instant.parse("2024-04-06T15:00:00Z").getEpochSecond();

    /** So few that most lists of logins exceed it. */
    static final Detail DETAIL = new Detail(3, 3, 3, 2);

    static final ByTime ASKED = new ByTime(DETAIL, Optional.of(ExactUsers.KEY));

    private Times() {}

    static Arbitrary<Long> any() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(-300, 300).map(distance -> CHANGE + distance),
                Arbitraries.longs().between(-4 * 3600, 4 * 3600).map(distance -> CHANGE + distance),
                Arbitraries.longs().between(-6 * 86_400, 6 * 86_400).map(distance -> CHANGE + distance),
                Arbitraries.longs().between(0, LoginEvent.MAX_TIMESTAMP));
    }

    static Arbitrary<LoginEvent> login() {
        return Combinators.combine(any(), Logins.any(), Arbitraries.longs().between(LoginEvent.NO_USER, 9))
                .as((time, login, user) ->
                        new LoginEvent(login.appVersion(), login.locale(), time, login.deviceType(), user));
    }

    static Arbitrary<List<LoginEvent>> logins() {
        return login().list().ofMaxSize(40);
    }

    /** As plainly as it can be said: the sum of a timeline for each login. */
    static Timeline timeline(List<LoginEvent> logins) {
        return logins.stream().map(Times::timeline).reduce(Timeline.empty(CLOCK, DETAIL), Timeline::plus);
    }

    private static Timeline timeline(LoginEvent login) {
        return counted(List.of(login));
    }

    /** The same of all of them, whatever their time. */
    static WindowTally tally(List<LoginEvent> logins) {
        LoginCounter counter = new LoginCounter(CLOCK);
        UserCounter users = new UserCounter(ExactUsers.KEY);
        for (LoginEvent login : logins) {
            counter.count(login);
            users.count(login.user());
        }
        WindowTally tally = WindowTally.of(counter.tally(), DETAIL.names());
        return new WindowTally(tally.hours(), tally::by, users.users());
    }

    static Timeline counted(List<LoginEvent> logins) {
        TimelineCounter counter = new TimelineCounter(CLOCK, ASKED);
        logins.forEach(counter::count);
        return counter.timeline();
    }
}
