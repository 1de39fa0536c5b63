package io.kafkafetch.adapters.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.published.PublishedInsight;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.Frequencies;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.insight.Metric;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.RecordFault;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InsightEncoderTest {

    private static final Insight PEAK = new Insight.PeakHour(19, 8123);
    private static final Insight REGION = new Insight.Ranked(Metric.Ranked.LOGINS_PER_REGION, "RI", 5, 50);
    private static final Insight DEVICE = new Insight.Ranked(Metric.Ranked.DEVICE_USAGE, "iOS", 26, 50);
    private static final Insight VERSION = new Insight.Ranked(Metric.Ranked.APP_VERSION_USAGE, "2.3.0", 26, 50);

    private final InsightEncoder encoder = new InsightEncoder();
    private final InsightDecoder decoder = new InsightDecoder();

    @Test
    void theWireFormIsThatOfTheContract() {
        assertThat(encode(PEAK))
                .isEqualTo("{\"metric\":\"peak_hour\",\"hour\":19,\"logins\":8123,\"scope\":\"running\","
                        + "\"batch\":\"user-login-0@100-149\",\"events\":50,\"rejected\":1}");
        assertThat(encode(REGION))
                .isEqualTo("{\"metric\":\"logins_per_region\",\"region\":\"RI\",\"count\":5,\"scope\":\"batch\","
                        + "\"batch\":\"user-login-0@100-149\",\"events\":50,\"rejected\":1}");
        assertThat(encode(VERSION))
                .isEqualTo(
                        "{\"metric\":\"app_version_usage\",\"app_version\":\"2.3.0\",\"percentage\":52.0,\"count\":26,"
                                + "\"scope\":\"batch\",\"batch\":\"user-login-0@100-149\",\"events\":50,\"rejected\":1}");
        assertThat(encode(DEVICE))
                .isEqualTo("{\"metric\":\"device_usage\",\"device_type\":\"iOS\",\"percentage\":52.0,\"count\":26,"
                        + "\"scope\":\"batch\",\"batch\":\"user-login-0@100-149\",\"events\":50,\"rejected\":1}");
    }

    @Test
    void theKeyNamesMetricAndDimension() {
        assertThat(new String(encoder.key(PEAK), UTF_8)).isEqualTo("peak_hour");
        assertThat(new String(encoder.key(REGION), UTF_8)).isEqualTo("logins_per_region:RI");
        assertThat(new String(encoder.key(DEVICE), UTF_8)).isEqualTo("device_usage:iOS");
        assertThat(new String(encoder.key(VERSION), UTF_8)).isEqualTo("app_version_usage:2.3.0");
        assertThat(new String(
                        encoder.key(new Insight.Ranked(Metric.Ranked.LOGINS_PER_REGION, "\u00c5\ud83d\ude00", 1, 50)),
                        UTF_8))
                .isEqualTo("logins_per_region:\u00c5\ud83d\ude00");
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 100.0", "1, 3, 33.33", "26, 50, 52.0", "1, 10, 10.0", "1, 10000, 0.01", "1, 70000, 0.0"})
    void aPercentageIsAPlainNumber(long count, long total, String written) {
        assertThat(encode(new Insight.Ranked(Metric.Ranked.DEVICE_USAGE, "iOS", count, total)))
                .contains("\"percentage\":" + written + ",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+2", "100", "100.00", "1e2"})
    void aPercentageIsReadHoweverItIsWritten(String percentage) {
        String json = "{\"metric\":\"device_usage\",\"device_type\":\"iOS\",\"percentage\":" + percentage
                + ",\"count\":1,\"scope\":\"batch\",\"batch\":\"b\",\"events\":1,\"rejected\":0}";
        assertThat(decoder.decode(json.getBytes(UTF_8)))
                .contains(new PublishedInsight(new Insight.Ranked(Metric.Ranked.DEVICE_USAGE, "iOS", 1, 1), "b", 1, 0));
    }

    @Test
    void nothingIsLeftOutForBeingZeroOrEmpty() {
        LoginBatch empty = new LoginBatch(new Partition("f", 0), 0, 0, Trigger.AGE, LoginTally.EMPTY, List.of());
        assertThat(new String(encoder.value(new Insight.PeakHour(0, 1), empty), UTF_8))
                .isEqualTo("{\"metric\":\"peak_hour\",\"hour\":0,\"logins\":1,\"scope\":\"running\","
                        + "\"batch\":\"f-0@0-0\",\"events\":0,\"rejected\":0}");
        Insight nameless = new Insight.Ranked(Metric.Ranked.LOGINS_PER_REGION, "", 1, 1);
        assertThat(new String(encoder.value(nameless, empty), UTF_8))
                .startsWith("{\"metric\":\"logins_per_region\",\"region\":\"\",\"count\":1,");
    }

    @Test
    void aPublishedInsightIsReadBack() {
        for (Insight insight : List.of(PEAK, REGION, DEVICE, VERSION)) {
            assertThat(decoder.decode(encode(insight).getBytes(UTF_8)))
                    .contains(new PublishedInsight(insight, "user-login-0@100-149", 50, 1));
        }
    }

    @Test
    void skippedRecordsStandBehindTheRejectedWhereThereAreAny() {
        String json = new String(encoder.value(PEAK, BatchFields.of("f-0@0-9", 1, 2, 7)), UTF_8);

        assertThat(json).endsWith(",\"events\":1,\"rejected\":2,\"skipped\":7}");
        assertThat(decoder.decode(json.getBytes(UTF_8))).contains(new PublishedInsight(PEAK, "f-0@0-9", 1, 2, 7));
        assertThat(decoder.decode(json.replace(":7}", ":-7}").getBytes(UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void anInsightsFormIsWhatIsReadBackOfIt(Insight insight) {
        assertThat(decoder.decode(encoder.value(insight, batch()))).contains(PublishedInsight.of(insight, batch()));
    }

    private static Stream<Insight> anInsightsFormIsWhatIsReadBackOfIt() {
        return Stream.of(PEAK, REGION, DEVICE, VERSION);
    }

    @Test
    void fieldsThatALaterVersionAddsAreIgnoredAndTheirOrderIsFree() {
        String json = "{\"new\":[{}],\"rejected\":1,\"events\":50,\"batch\":\"b\",\"scope\":\"running\","
                + "\"logins\":2,\"hour\":3,\"metric\":\"peak_hour\"}";
        assertThat(decoder.decode(json.getBytes(UTF_8)))
                .contains(new PublishedInsight(new Insight.PeakHour(3, 2), "b", 50, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "{}",
                "[]",
                "7",
                "{",
                "{\"metric\":\"peak_hour\"}",
                "{\"metric\":\"peak_hour\",\"hour\":19,\"logins\":8}",
                "{\"metric\":\"session_length\",\"seconds\":19}",
                "{\"metric\":\"peak_hour\",\"hour\":\"x\",\"logins\":8,\"scope\":\"running\",\"batch\":\"b\","
                        + "\"events\":1,\"rejected\":0}",
                "{\"metric\":\"peak_hour\",\"hour\":1,\"logins\":8,\"scope\":\"other\",\"batch\":\"b\","
                        + "\"events\":1,\"rejected\":0}",
                "{\"metric\":\"peak_hour\",\"hour\":1,\"logins\":8,\"scope\":\"running\",\"batch\":null,"
                        + "\"events\":1,\"rejected\":0}",
                "{\"metric\":\"peak_hour\",\"hour\":99,\"logins\":8,\"scope\":\"running\",\"batch\":\"b\","
                        + "\"events\":1,\"rejected\":0}",
                "{\"metric\":\"peak_hour\",\"hour\":4294967296,\"logins\":8,\"scope\":\"running\",\"batch\":\"b\","
                        + "\"events\":1,\"rejected\":0}",
                "{\"metric\":\"peak_hour\",\"hour\":1,\"logins\":-1,\"scope\":\"running\",\"batch\":\"b\","
                        + "\"events\":1,\"rejected\":0}",
                "{\"metric\":\"peak_hour\",\"hour\":1,\"logins\":8,\"scope\":\"running\",\"batch\":\"b\","
                        + "\"events\":-7,\"rejected\":-7}",
                "{\"metric\":\"peak_hour\",\"hour\":1,\"logins\":8,\"scope\":\"batch\",\"batch\":\"b\","
                        + "\"events\":1,\"rejected\":0}",
                "{\"metric\":\"peak_hour\",\"hour\":1,\"logins\":8,\"scope\":\"running\",\"batch\":\"b\","
                        + "\"events\":1,\"rejected\":0",
                "{\"metric\":\"logins_per_region\",\"region\":\"RI\",\"count\":-5,\"scope\":\"batch\",\"batch\":\"b\","
                        + "\"events\":1,\"rejected\":0}",
                "{\"metric\":\"logins_per_region\",\"region\":\"RI\",\"count\":2,\"scope\":\"batch\",\"batch\":\"b\","
                        + "\"events\":1,\"rejected\":0}",
                "{\"metric\":\"device_usage\",\"device_type\":\"a\",\"percentage\":50.0,\"count\":1,"
                        + "\"scope\":\"batch\",\"batch\":\"b\",\"events\":1,\"rejected\":0}",
                "{\"metric\":\"device_usage\",\"device_type\":\"a\",\"percentage\":null,\"count\":1,"
                        + "\"scope\":\"batch\",\"batch\":\"b\",\"events\":1,\"rejected\":0}"
            })
    void whatIsNoInsightOfThisVersionIsNotRead(String json) {
        assertThat(decoder.decode(json.getBytes(UTF_8))).isEmpty();
    }

    private String encode(Insight insight) {
        return new String(encoder.value(insight, batch()), UTF_8);
    }

    /** Offsets 100 to 149 and one rejected record; what was counted in them is of no matter here, but for its total. */
    private static LoginBatch batch() {
        Partition partition = new Partition("user-login", 0);
        long[] hours = new long[HourCounts.HOURS];
        hours[19] = 50;
        Frequencies all = new Frequencies(Map.of("x", 50L));
        LoginTally tally = new LoginTally(HourCounts.of(hours), dimension -> all);
        DeadLetter deadLetter = new DeadLetter(
                new Origin(partition, 120),
                List.of(new Reason.OfRecord(RecordFault.EMPTY)),
                new Original(new byte[0], new byte[0], List.of()));
        return new LoginBatch(partition, 100, 149, Trigger.SIZE, tally, List.of(deadLetter));
    }
}
