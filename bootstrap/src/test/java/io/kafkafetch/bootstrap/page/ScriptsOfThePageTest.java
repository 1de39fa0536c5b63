package io.kafkafetch.bootstrap.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.bootstrap.kafka.SteadyNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pure functions of the page's modules, each called in the browser, on one page: they leave nothing behind. */
@ExtendWith({SteadyNetwork.class, NeedsBrowser.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScriptsOfThePageTest {

    private FakeService service;
    private Window window;
    private LivePage page;

    @BeforeAll
    void open(Chromium chromium) throws Exception {
        service = FakeService.start();
        window = chromium.shared();
        page = window.page();
        page.open(service.address());
        page.awaitConnected();
    }

    @AfterEach
    void nothingIsWrong() {
        window.watch().assertClean(page.page());
    }

    @AfterAll
    void close() {
        window.leave();
        service.close();
    }

    /** Evaluates an expression in which {@code it} is a module of the page. */
    private Object in(String module, String expression) {
        return page.page().evaluate("import('./page/" + module + "').then((it) => " + expression + ")");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "0.44, 0.4 s",
        "59.2, 59 s",
        "60, 1 min",
        "93.4, 1 min 33 s",
        "3600, 1 h",
        "12000, 3 h 20 min",
        "187200, 2 d 4 h",
        "null, –"
    })
    void durationsReadLikeSpeech(String seconds, String text) {
        assertThat(in("format.js", "it.duration(" + seconds + ")")).isEqualTo(text.replaceAll("(\\d) ", "$1\u202f"));
    }

    /** Who signs in is led back to this service, whatever a link to the page says. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "null | /",
                "'' | /",
                "'/docs' | /docs",
                "'/?a=b#range=1h' | /?a=b#range=1h",
                "location.origin + '/docs' | /docs",
                "'//example.com' | /",
                "'/\\\\example.com' | /",
                "'/.//example.com' | /",
                "'https://example.com/' | /",
                "'http://' | /",
                "'//' | /",
                "'javascript:alert(1)' | /",
                "'data:text/html,x' | /",
                "'blob:' + location.origin + '/x' | /"
            })
    void signingInLeadsToThisServiceAlone(String to, String path) {
        String home = service.address().replaceFirst("/$", "");

        assertThat(in("sign-in-shared.js", "it.target(" + to + ")")).isEqualTo(home + path);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.04, 0.0", "12.34, 12.3", "99.96, 100", "1234.5, '1,235'", "null, –"})
    void ratesHaveADigitBehindThePointWhereItMatters(String rate, String text) {
        assertThat(in("format.js", "it.rate(" + rate + ")")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1, 750, 1250", "2, 1500, 2500", "4, 6000, 10000", "5, 11250, 18750", "1000, 11250, 18750"})
    void waitsDoubleUpToABound(int attempt, int least, int most) {
        assertThat(((Number) in("stream.js", "it.waitBefore(" + attempt + ", 0)")).intValue())
                .isEqualTo(least);
        assertThat(((Number) in("stream.js", "it.waitBefore(" + attempt + ", 1)")).intValue())
                .isEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({
        "CA, CA",
        "ca, CA",
        "California, CA",
        "US-CA, CA",
        "' dc ', DC",
        "district of columbia, DC",
        "CAL, ''",
        "'', ''"
    })
    void statesAreKnownByCodeAndName(String region, String code) {
        assertThat(in("usstates.js", "it.codeOf('" + region + "') ?? ''")).isEqualTo(code);
    }

    @Test
    void eachStateHasATileOfItsOwn() {
        assertThat(in("usstates.js", "new Set(it.STATES.map(([code]) => code)).size"))
                .isEqualTo(51);
        assertThat(in("usstates.js", "new Set(it.STATES.map(([, , x, y]) => x + ' ' + y)).size"))
                .isEqualTo(51);
    }

    @Test
    void aSilenceIsAGapInTheSeriesAndTenMinutesAreKept() {
        assertThat(in("series.js", """
                (() => {
                    const series = new it.Series();
                    series.add(10.2, [1]); series.add(10.9, [2]); series.add(11, [3]); series.add(30, [4]);
                    return series.points.map(({ at, values }) => at + ":" + values[0]).join(" ");
                })()""")).isEqualTo("10:2 11:3 12:null 30:4");
        assertThat(in("series.js", """
                (() => {
                    const series = new it.Series();
                    for (let at = 0; at < 5000; at++) series.add(at, [1]);
                    return series.points.length;
                })()""")).isEqualTo(601);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user-login | user-login",
                "a.b_c | a.b_c",
                "-x | '-x'",
                "a; rm -rf / | 'a; rm -rf /'",
                "$(id) | '$(id)'",
                "it''s | 'it'\\''s'"
            },
            quoteCharacter = '"')
    void aNameIsOneWordOfTheShellWhateverIsInIt(String name, String word) {
        String given = name.replace("''", "'");
        assertThat(in("letterdialog.js", "it.quoted(" + new com.google.gson.Gson().toJson(given) + ")"))
                .isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120 | 100 | +20_% against the hour before",
                "101 | 100 | +1.0_% against the hour before",
                "1000 | 1004 | −0.4_% against the hour before",
                "100000 | 100001 | About as many as in the hour before",
                "0 | 100 | −100_% against the hour before",
                "1200 | 100 | 12 times as many as in the hour before",
                "100 | 100 | As many as in the hour before",
                "100 | 0 | No logins in the hour before",
                "0 | 0 | No logins in the hour before, either"
            })
    void aComparisonIsSaidInWords(long logins, long before, String words) {
        assertThat(in("comparison.js", """
                (() => {
                    const { change, words } = it.comparison(%d, %d, { against: "the hour before", inBefore: "in the hour before" });
                    return [change?.text, words].filter(Boolean).join(" ");
                })()""".formatted(logins, before))).isEqualTo(words.replace('_', '\u202f'));
    }

    /** Berlin's day of 25 hours, and one of 23; a zone that no browser knows. */
    @Test
    void daysFollowTheCalendarOfTheZoneWhereClocksChange() {
        String days = """
                (() => {
                    const series = { zone: "%s", windows: [%s].map((start) => ({ start, logins: 1 })) };
                    const range = { range: "all", stepMs: null };
                    const clock = it.wallClock(series.zone);
                    return it.filled(range, series, clock, Date.parse("%s"))
                        .map((window) => `${it.labels(range, window, clock).head}:${window.bucket?.logins ?? 0}${window.running ? "*" : ""}`).join(", ");
                })()""";
        assertThat(in(
                        "windows.js",
                        days.formatted(
                                "Europe/Berlin",
                                "'2025-10-24T22:00:00Z', '2025-10-26T23:00:00Z'",
                                "2025-10-28T12:00:00Z")))
                .isEqualTo("25 Oct 2025:1, 26 Oct 2025:0, 27 Oct 2025:1, 28 Oct 2025:0*");
        assertThat(in(
                        "windows.js",
                        days.formatted(
                                "Europe/Berlin",
                                "'2025-03-28T23:00:00Z', '2025-03-30T22:00:00Z'",
                                "2025-03-31T21:59:59Z")))
                .isEqualTo("29 Mar 2025:1, 30 Mar 2025:0, 31 Mar 2025:1*");
        assertThat(in("windows.js", days.formatted("Z", "'2025-03-29T00:00:00Z'", "2025-03-30T00:00:00Z")))
                .isEqualTo("29 Mar 2025:1, 30 Mar 2025:0*");
        assertThat(in("windows.js", days.formatted("UTC", "", "2025-03-30T00:00:00Z")))
                .isEqualTo("");
    }

    @Test
    void hoursFollowEachOtherWhereClocksChange() {
        assertThat(in("windows.js", """
                (() => {
                    const series = { zone: "Europe/Berlin", from: "2025-10-25T22:00:00Z", to: "2025-10-26T03:00:00Z",
                        windows: [{ start: "2025-10-26T01:00:00Z", logins: 5 }] };
                    const range = { range: "today", stepMs: 3600000 };
                    const clock = it.wallClock(series.zone);
                    return it.filled(range, series, clock, Date.parse("2025-10-26T02:30:00Z"))
                        .map((window) => `${it.labels(range, window, clock).tick} ${window.bucket?.logins ?? 0}${window.running ? "*" : ""}`).join(", ");
                })()""")).isEqualTo("00:00 0, 01:00 0, 02:00 0, 02:00 5, 03:00 0*");
    }

    @ParameterizedTest
    @CsvSource({
        "today, today null null",
        "7d, 7d null null",
        "'', today null null",
        "5m/region/CA, 5m region CA",
        "5m/region/a/b, 5m region a/b",
        "5m/region/, 5m region ''",
        "5m/region, 5m null null",
        "all/user_id/x, all null null"
    })
    void theAddressNamesARangeAndAName(String address, String chosen) {
        assertThat(in("ranges.js", """
                (({ range, field, name }) => `${range.range} ${field} ${name === "" ? "''" : name}`)(it.chosen("%s"))""".formatted(address))).isEqualTo(chosen);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0, 0, 0 | 0",
                "12, 12, 12 | 12",
                "305, 301, 309 | about 305 (301 to 309)",
                "12304, 12051, 12558 | about 12,300 (12,050 to 12,560)",
                "1999999, 1987654, 2012345 | about 2,000,000 (1,987,000 to 2,013,000)"
            })
    void anEstimateIsToldAsExactlyAsItIs(String values, String text) {
        assertThat(in("rangeunique.js", """
                (([estimate, lower, upper]) => it.about({ estimate, lower, upper }))([%s])""".formatted(values))).isEqualTo(text);
    }

    @Test
    void everyNameHasAnAddressOfItsOwn() {
        assertThat(in("ranges.js", """
                import("./page/address.js").then(({ named }) =>
                    ["CA", "a/b", "100 %", "#", "é", "a=b&c", "", "\\u{1F600}", "\\uD800"].map((name) =>
                        it.chosen(named(it.link({ range: "7d" }, "region", name)).name).name === name.toWellFormed()).join(" "))""")).isEqualTo("true true true true true true true true true");
    }

    /** A service's clock may be hours off the viewer's: it is the service that says whether its figures are fresh. */
    @ParameterizedTest
    @CsvSource({
        "true, live, 2000, null null",
        "true, live, 7000, 1970-01-01T00:00:03.000Z 1970-01-01T00:00:03.000Z",
        "false, live, 2000, 2001-01-01T00:00:00Z 2001-01-01T00:00:00Z",
        "false, live, 7000, 2001-01-01T00:00:00Z 2001-01-01T00:00:00Z",
        "true, unavailable, 2000, null 2002-02-02T00:00:00Z"
    })
    void figuresAreKnownWhereTheServiceSpeaksAndKnowsThem(boolean fresh, String state, int silence, String since) {
        assertThat(in("freshness.js", """
                (() => {
                    const { positions, published } = it.freshness(
                        { fresh: %s, checked_at: "2001-01-01T00:00:00Z", sink: "kafka" },
                        { state: "%s", unavailable_since: "2002-02-02T00:00:00Z" }, %d, 10000);
                    return `${positions?.since ?? null} ${published?.since ?? null}`;
                })()""".formatted(fresh, state, silence))).isEqualTo(since);
    }
}
