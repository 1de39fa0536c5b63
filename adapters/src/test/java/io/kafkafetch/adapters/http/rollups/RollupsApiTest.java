package io.kafkafetch.adapters.http.rollups;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.http.live.LiveServer;
import io.kafkafetch.adapters.users.SecretUserKey;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.rollup.Reach;
import io.kafkafetch.application.rollup.RollupView;
import io.kafkafetch.application.rollup.Rollups;
import io.kafkafetch.application.rollup.Standing;
import io.kafkafetch.application.rollup.Tally;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.rollup.ByTime;
import io.kafkafetch.domain.rollup.Detail;
import io.kafkafetch.domain.rollup.Resolution;
import io.kafkafetch.domain.rollup.Rollup;
import io.kafkafetch.domain.rollup.TimelineCounter;
import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.users.UserKey;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollupsApiTest {

    private static final HourOfDay BERLIN = new HourOfDay(ZoneId.of("Europe/Berlin"));
    private static final Detail DETAIL = new Detail(1_000, 1_000, 1_000, Tally.DETAIL.names());

    /** 13:34:56 in Berlin. */
    private static final Instant NOW = Instant.parse("2026-11-30T12:34:56Z");

    private final RollupView view = new RollupView();
    private final LiveServer server =
            LiveServer.with(new RollupResponses(Optional.of(new RollupAnswers(view, BERLIN, () -> NOW))));

    @AfterEach
    void stop() {
        server.close();
    }

    private static LoginEvent login(String time, String region) {
        return new LoginEvent("2.3", region, Instant.parse(time).getEpochSecond(), "iOS");
    }

    private void shows(LoginEvent... logins) {
        shows(Optional.empty(), logins);
    }

    private void shows(Optional<UserKey> key, LoginEvent... logins) {
        TimelineCounter counter = new TimelineCounter(BERLIN, new ByTime(DETAIL, key));
        for (LoginEvent login : logins) {
            counter.count(login);
        }
        Rollup rollup = new Rollup(BERLIN, DETAIL);
        rollup.add(counter.timeline(), Long.MAX_VALUE);
        shows(rollup, logins.length);
    }

    private void shows(Rollup rollup, int logins) {
        view.begin();
        for (Resolution resolution : Resolution.values()) {
            rollup.of(resolution)
                    .forEach((start, total) -> view.window(new Window(resolution, start), Optional.of(total)));
        }
        view.all(
                new Standing(
                        Optional.of(NOW),
                        Map.of(new Partition("user-login", 0), new Reach("", 9, logins, logins)),
                        Map.of("missing", 2L),
                        5,
                        1,
                        3,
                        4),
                rollup.all());
        view.loaded();
    }

    private static final LoginEvent[] SOME = {
        login("2026-11-30T12:34:10Z", "RI"),
        login("2026-11-30T12:33:10Z", "RI"),
        login("2026-11-30T12:31:10Z", "NY"),
        login("2026-11-30T12:26:00Z", "CA"), // the five minutes before
        login("2026-11-30T11:36:00Z", "CA"), // of this hour
        login("2026-11-30T11:30:00Z", "CA"), // of the hour before
        login("2026-11-29T23:30:00Z", "CA"), // today in Berlin
        login("2026-11-29T12:00:00Z", "CA"), // yesterday before this time
        login("2026-11-29T13:00:00Z", "CA"), // yesterday, but later
        login("2026-11-24T12:00:00Z", "CA"), // of these seven days
        login("2026-11-23T12:00:00Z", "CA"), // of the seven days before
        login("2025-01-01T12:00:00Z", "CA")
    };

    @Test
    void aSeriesHasTheWindowsThatHoldALogin() {
        shows(SOME);

        assertThat(server.json("/api/rollups?from=2026-11-30T12:00:00Z&to=2026-11-30T13:00:00%2B00:00&step=5m"))
                .isEqualTo(LiveServer.parse("""
                        {"zone":"Europe/Berlin","from":"2026-11-30T12:00:00Z","to":"2026-11-30T13:00:00Z","step":"5m",
                         "by":null,"windows":[
                         {"start":"2026-11-30T12:25:00Z","logins":1,"coarse":0,"rejected":0,"names":null,"others":null},
                         {"start":"2026-11-30T12:30:00Z","logins":3,"coarse":0,"rejected":0,"names":null,"others":null}]}"""));
    }

    private static LoginEvent login(String time, long user) {
        return new LoginEvent("2.3", "RI", Instant.parse(time).getEpochSecond(), "iOS", user);
    }

    @Test
    void uniqueUsersAreThereWhereTheyAreAskedFor() {
        shows(
                Optional.of(SecretUserKey.of("a key of the tests")),
                login("2026-11-30T12:34:10Z", 7),
                login("2026-11-30T12:31:10Z", 8),
                login("2026-11-30T12:31:20Z", 7),
                login("2026-11-30T12:26:00Z", 9),
                login("2026-11-30T11:00:00Z", LoginEvent.NO_USER)); // of a time when nobody asked

        assertThat(server.json("/api/rollups?from=2026-11-30T11:00:00Z&to=2026-11-30T13:00:00Z&step=1h")
                        .get("windows"))
                .isEqualTo(LiveServer.parse("""
                        {"windows":[
                         {"start":"2026-11-30T11:00:00Z","logins":1,"coarse":0,"rejected":0,"names":null,"others":null},
                         {"start":"2026-11-30T12:00:00Z","logins":4,"coarse":0,"rejected":0,"names":null,"others":null,
                          "unique_users":{"logins":4,"estimate":3,"lower":3,"upper":4}}]}""").get("windows"));
        assertThat(server.get("/api/rollups?from=2026-11-30T11:00:00Z&to=2026-11-30T13:00:00Z&format=csv")
                        .body())
                .isEqualTo("""
                        start,logins,coarse,rejected,unique_users,unique_users_lower,unique_users_upper\r
                        2026-11-30T11:00:00Z,1,0,0,,,\r
                        2026-11-30T12:00:00Z,4,0,0,3,3,4\r
                        """);
        Map<String, Object> minutes = server.json("/api/insights?window=5m");
        assertThat(minutes)
                .containsEntry(
                        "unique_users", LiveServer.parse("{\"logins\":3,\"estimate\":2,\"lower\":2,\"upper\":3}"));
        assertThat(minutes.get("before"))
                .asString()
                .contains("logins=1, unique_users={logins=1, estimate=1, lower=1, upper=2}");
    }

    @Test
    void aDayIsOneOfTheZone() {
        shows(SOME);

        assertThat(server.json("/api/rollups?from=2026-11-29&to=2026-12-01&step=1d")
                        .get("windows"))
                .isEqualTo(LiveServer.parse("""
                        {"windows":[
                         {"start":"2026-11-28T23:00:00Z","logins":2,"coarse":0,"rejected":0,"names":null,"others":null},
                         {"start":"2026-11-29T23:00:00Z","logins":7,"coarse":0,"rejected":0,"names":null,"others":null}]}""").get("windows"));
    }

    @Test
    void namesAreTheMostFrequent() {
        shows(SOME);

        assertThat(server.json("/api/rollups?from=2026-11-30&to=2026-12-01&step=1d&by=region&top=1")
                        .get("windows"))
                .isEqualTo(LiveServer.parse("""
                        {"windows":[{"start":"2026-11-29T23:00:00Z","logins":7,"coarse":0,"rejected":0,
                         "names":[{"name":"CA","count":4,"percentage":57.14}],"others":3}]}""").get("windows"));
    }

    @Test
    void withoutParametersItIsADayOfHours() {
        shows(SOME);

        Map<String, Object> day = server.json("/api/rollups");

        assertThat(day).containsEntry("from", "2026-11-29T12:34:57Z").containsEntry("to", "2026-11-30T12:34:57Z");
        assertThat(day.get("windows"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(4);
    }

    @Test
    void csvHasALineForEachWindowOrName() {
        shows(login("2026-11-30T12:34:10Z", "say \"hi\", you"), login("2026-11-30T12:34:11Z", "RI"));

        HttpResponse<String> plain = server.get("/api/rollups?from=2026-11-30&format=csv");
        assertThat(plain.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(plain.body()).isEqualTo("start,logins,coarse,rejected\r\n2026-11-30T12:00:00Z,2,0,0\r\n");
        assertThat(server.get("/api/rollups?from=2026-11-30&format=csv&by=region&top=1")
                        .body())
                .isEqualTo("start,region,logins\r\n2026-11-30T12:00:00Z,\"RI\",1\r\n2026-11-30T12:00:00Z,,1\r\n");
        assertThat(server.get("/api/rollups?from=2026-11-30&format=csv&by=region")
                        .body())
                .contains(",\"say \"\"hi\"\", you\",1\r\n");
    }

    /** A minute before now, and yesterday, where there was no login. */
    @Test
    void whatWasRejectedIsInTheWindowsOfItsMoment() {
        Rollup rollup = new Rollup(BERLIN, DETAIL);
        TimelineCounter counter = new TimelineCounter(BERLIN, new ByTime(DETAIL, Optional.empty()));
        counter.count(login("2026-11-30T12:34:10Z", "RI"));
        rollup.add(counter.timeline(), Long.MAX_VALUE);
        rollup.reject(3, Instant.parse("2026-11-30T12:33:59Z").getEpochSecond());
        rollup.reject(4, Instant.parse("2026-11-29T10:00:00Z").getEpochSecond());
        shows(rollup, 1);

        assertThat(server.get("/api/rollups?from=2026-11-30T12:00:00Z&step=1m&format=csv")
                        .body())
                .isEqualTo("""
                        start,logins,coarse,rejected\r
                        2026-11-30T12:33:00Z,0,0,3\r
                        2026-11-30T12:34:00Z,1,0,0\r
                        """);
        assertThat(server.json("/api/insights?window=5m"))
                .containsEntry("logins", 1)
                .containsEntry("rejected", 3);
        assertThat(server.json("/api/insights?window=7d")).containsEntry("rejected", 7);
        assertThat(server.json("/api/insights?from=2026-11-29&to=2026-11-30")).containsEntry("rejected", 4);
        assertThat(server.json("/api/insights?window=all")).containsEntry("rejected", 7);
    }

    @ParameterizedTest
    @CsvSource({
        "5m, 3, 1",
        "1h, 5, 1",
        "today, 7, 1",
        "7d, 10, 1",
    })
    void aSpanEndsNowAndIsComparedWithTheOneBefore(String window, long logins, long before) {
        shows(SOME);

        Map<String, Object> span = server.json("/api/insights?window=" + window);

        assertThat(span).containsEntry("window", window).containsEntry("logins", (int) logins);
        assertThat(span.get("before"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("logins", (int) before);
    }

    @Test
    void allHasWhatIsKnownOfTheTotals() {
        shows(SOME);

        Map<String, Object> all = server.json("/api/insights?window=all");

        assertThat(all).containsEntry("logins", SOME.length).containsEntry("before", null);
        assertThat(all.get("peak")).isEqualTo(LiveServer.parse("{\"hour\":13,\"logins\":8}"));
        assertThat(all.get("whole")).isEqualTo(LiveServer.parse("""
                {"since":"2026-11-30T12:34:56Z","rejected":{"missing":2},"skipped":5,"before":1,"replayed":3,"missing":4,
                 "as_of":[{"topic":"user-login","partition":0,"next_offset":9,"counted":12}]}"""));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-30T13:31, 2026-11-30T13:34, 2, 0",
        "2026-11-30T12:34:00Z, 2026-11-30T12:35:00Z, 1, 1",
        "2026-11-30T13:00, 2026-11-30T14:00, 4, 2",
        "2026-11-30, 2026-12-01, 7, 2",
        "2026-11-29T14:00, 2026-11-30T13:32, 6, 1"
    })
    void aSpanOfOnesOwnIsInTheZoneAndIsComparedWithTheOneBefore(String from, String to, long logins, long before) {
        shows(SOME);

        Map<String, Object> span = server.json("/api/insights?from=" + from + "&to=" + to);

        assertThat(span)
                .containsEntry("window", "own")
                .containsEntry("logins", (int) logins)
                .containsEntry("finest", "1m")
                .containsEntry("whole", null);
        assertThat(span.get("before"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("logins", (int) before);
    }

    /** A login in each of 3,000 minutes, from 8:00 in Berlin on: of the first 120 only the hours are kept. */
    @Test
    void aSpanIsNeverAnsweredWithLessThanThereWas() {
        Rollup rollup = new Rollup(BERLIN, Rollups.DETAIL);
        TimelineCounter counter = new TimelineCounter(BERLIN, new Detail(3_000, 0, 0, Tally.DETAIL.names()));
        for (int minute = 0; minute < 3_000; minute++) {
            counter.count(login(
                    Instant.parse("2026-11-20T07:00:00Z")
                            .plusSeconds(60L * minute)
                            .toString(),
                    "RI"));
        }
        rollup.add(counter.timeline(), Long.MAX_VALUE);
        shows(rollup, 3_000);

        assertThat(server.json("/api/insights?from=2026-11-20T10:00&to=2026-11-20T10:30"))
                .containsEntry("logins", 30)
                .containsEntry("finest", "1m")
                .containsEntry("before", null);
        assertThat(server.json("/api/insights?from=2026-11-20T09:00&to=2026-11-20T11:00"))
                .containsEntry("logins", 120)
                .containsEntry("finest", "1h");
        assertThat(LiveServer.parse(server.get("/api/insights?from=2026-11-20T09:30&to=2026-11-20T11:00")
                        .body()))
                .containsEntry("code", "bad-query")
                .containsEntry("detail", "of times before 2026-11-20T10:00+01:00 only whole hours are kept");
    }

    @Test
    void anAnswerThatDidNotChangeIsNotSentAgain() {
        shows(SOME);
        String path = "/api/rollups?from=2026-11-30&to=2026-12-01";
        String tag = server.get(path).headers().firstValue("ETag").orElseThrow();

        assertThat(server.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(server.get(path + "&step=1d", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
        shows(login("2026-11-30T12:34:10Z", "RI"));
        assertThat(server.get(path, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/rollups?step=2h            | step is none of 1m, 5m, 1h, 1d
            /api/rollups?from=yesterday     | from is neither a day nor a time, such as 2026-01-31, 2026-01-31T08:00 in Europe/Berlin or 2026-01-31T08:00:00Z
            /api/rollups?to=2026-02-30      | to is neither a day nor a time, such as 2026-01-31, 2026-01-31T08:00 in Europe/Berlin or 2026-01-31T08:00:00Z
            /api/rollups?from=2026-01-31T08:00:00 | from is neither a day nor a time, such as 2026-01-31, 2026-01-31T08:00 in Europe/Berlin or 2026-01-31T08:00:00Z
            /api/rollups?from=2027-01-01    | from is not before to
            /api/rollups?from=2020-01-01    | from and to are more than 3000 steps of 1h apart: ask for a longer step or a shorter time
            /api/rollups?by=user_id         | by is none of region, device_type, app_version
            /api/rollups?top=0              | top is not a whole number from 1 to 100
            /api/rollups?format=xml         | format is neither json nor csv
            /api/insights?window=2h         | window is none of 5m, 1h, today, 7d, all
            /api/insights?window=1h&to=2026-01-31 | window is given beside from or to
            /api/insights?from=2026-01-31   | from and to are needed both
            /api/insights?from=2026-01-31&to=2026-01-31T00:00 | from is not before to
            /api/insights?from=2026-01-31&to=2026-01-31T08:00:01Z | from and to are not whole minutes
            /api/insights?from=2010-01-31&to=2026-01-31 | from and to are more than 3000 days apart
            """)
    void whatCannotBeAnsweredIsSaidOfItsParameter(String path, String detail) {
        shows(SOME);

        HttpResponse<String> response = server.get(path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(LiveServer.parse(response.body()))
                .containsEntry("code", "bad-query")
                .containsEntry("detail", detail);
    }

    @Test
    void untilTheTotalsAreReadThereAreNone() {
        for (String path : List.of("/api/rollups", "/api/insights?window=all")) {
            HttpResponse<String> response = server.get(path);

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).contains("2");
            assertThat(LiveServer.parse(response.body())).containsEntry("code", "rollups-loading");
        }
    }

    @Test
    void aServiceWithoutTotalsSaysSo() {
        try (LiveServer without = LiveServer.with(new RollupResponses(Optional.empty()))) {
            for (String path : List.of("/api/rollups", "/api/insights?window=all")) {
                HttpResponse<String> response = without.get(path);

                assertThat(response.statusCode()).isEqualTo(404);
                assertThat(LiveServer.parse(response.body())).containsEntry("code", "rollups-off");
            }
            assertThat(without.get("/api/insights").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void noParameterIsRequired() {
        assertThat(server.get("/openapi.yml").body().lines().filter(line -> line.contains("required: true")))
                .as("but the batch, which is in the path, and the bodies of three POSTs")
                .hasSize(4);
    }
}
