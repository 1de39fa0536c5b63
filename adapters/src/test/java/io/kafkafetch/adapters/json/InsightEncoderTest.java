package io.kafkafetch.adapters.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.json.InsightRecord.Scope;
import io.kafkafetch.application.Delivery.DeadLetter;
import io.kafkafetch.application.LoginBatch;
import io.kafkafetch.application.Origin;
import io.kafkafetch.application.Original;
import io.kafkafetch.application.Partition;
import io.kafkafetch.application.Trigger;
import io.kafkafetch.domain.Frequencies;
import io.kafkafetch.domain.HourCounts;
import io.kafkafetch.domain.Insight;
import io.kafkafetch.domain.LoginTally;
import io.kafkafetch.domain.Percentage;
import io.kafkafetch.domain.Reason;
import io.kafkafetch.domain.RecordFault;
import io.micronaut.serde.ObjectMapper;
import java.math.BigDecimal;
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
    private static final Insight REGION = new Insight.LoginsPerRegion("RI", 5);
    private static final Insight DEVICE = new Insight.DeviceUsage("iOS", new BigDecimal("52.0"), 26);
    private static final Insight VERSION = new Insight.AppVersionUsage("2.3.0", new BigDecimal("52.0"), 26);

    private final InsightEncoder encoder = new InsightEncoder();
    private final InsightDecoder decoder = new InsightDecoder(ObjectMapper.getDefault());

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
        assertThat(new String(encoder.key(new Insight.LoginsPerRegion("\u00c5\ud83d\ude00", 1)), UTF_8))
                .isEqualTo("logins_per_region:\u00c5\ud83d\ude00");
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 100.0", "1, 3, 33.33", "26, 50, 52.0", "1, 10, 10.0", "1, 10000, 0.01", "0, 7, 0.0"})
    void aPercentageIsAPlainNumber(long count, long total, String written) {
        assertThat(encode(new Insight.DeviceUsage("iOS", Percentage.of(count, total), 1)))
                .contains("\"percentage\":" + written + ",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+2", "100"})
    void aPercentageIsPlainHoweverItsDecimalIsScaled(String percentage) {
        assertThat(encode(new Insight.DeviceUsage("iOS", new BigDecimal(percentage), 1)))
                .contains("\"percentage\":100.0,");
    }

    @Test
    void nothingIsLeftOutForBeingZeroOrEmpty() {
        LoginBatch empty = new LoginBatch(new Partition("f", 0), 0, 0, Trigger.AGE, LoginTally.EMPTY, List.of());
        assertThat(new String(encoder.value(new Insight.PeakHour(0, 0), empty), UTF_8))
                .isEqualTo("{\"metric\":\"peak_hour\",\"hour\":0,\"logins\":0,\"scope\":\"running\","
                        + "\"batch\":\"f-0@0-0\",\"events\":0,\"rejected\":0}");
        assertThat(new String(encoder.value(new Insight.LoginsPerRegion("", 0), empty), UTF_8))
                .startsWith("{\"metric\":\"logins_per_region\",\"region\":\"\",\"count\":0,");
    }

    @Test
    void aPublishedInsightIsReadBack() {
        assertThat(decoder.decode(encode(PEAK).getBytes(UTF_8)))
                .contains(new InsightRecord.PeakHour(19, 8123, Scope.RUNNING, "user-login-0@100-149", 50, 1));
        assertThat(decoder.decode(encode(REGION).getBytes(UTF_8)))
                .contains(new InsightRecord.LoginsPerRegion("RI", 5, Scope.BATCH, "user-login-0@100-149", 50, 1));
        assertThat(decoder.decode(encode(DEVICE).getBytes(UTF_8)))
                .contains(new InsightRecord.DeviceUsage(
                        "iOS", new BigDecimal("52.0"), 26, Scope.BATCH, "user-login-0@100-149", 50, 1));
        assertThat(decoder.decode(encode(VERSION).getBytes(UTF_8)))
                .contains(new InsightRecord.AppVersionUsage(
                        "2.3.0", new BigDecimal("52.0"), 26, Scope.BATCH, "user-login-0@100-149", 50, 1));
    }

    @ParameterizedTest
    @MethodSource
    void anInsightsFormIsWhatIsReadBackOfIt(Insight insight) {
        assertThat(decoder.decode(encoder.value(insight, batch()))).contains(InsightRecord.of(insight, batch()));
    }

    private static Stream<Insight> anInsightsFormIsWhatIsReadBackOfIt() {
        return Stream.of(PEAK, REGION, DEVICE, VERSION);
    }

    @Test
    void fieldsThatALaterVersionAddsAreIgnoredAndTheirOrderIsFree() {
        String json = "{\"new\":[{}],\"rejected\":1,\"events\":50,\"batch\":\"b\",\"scope\":\"running\","
                + "\"logins\":2,\"hour\":3,\"metric\":\"peak_hour\"}";
        assertThat(decoder.decode(json.getBytes(UTF_8)))
                .contains(new InsightRecord.PeakHour(3, 2, Scope.RUNNING, "b", 50, 1));
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
        LoginTally tally = new LoginTally(HourCounts.of(hours), all, all, all);
        DeadLetter deadLetter = new DeadLetter(
                new Origin(partition, 120),
                List.of(new Reason.OfRecord(RecordFault.EMPTY)),
                new Original(new byte[0], new byte[0], List.of()));
        return new LoginBatch(partition, 100, 149, Trigger.SIZE, tally, List.of(deadLetter));
    }
}
