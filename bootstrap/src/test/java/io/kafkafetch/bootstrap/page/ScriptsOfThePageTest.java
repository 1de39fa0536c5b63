package io.kafkafetch.bootstrap.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pure functions of the page's modules, each called in the browser. */
class ScriptsOfThePageTest extends PageTest {

    /** Evaluates an expression in which {@code it} is a module of the page. */
    private Object in(String module, String expression) {
        if (page.page().url().equals("about:blank")) {
            opened(Document.sample());
        }
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
