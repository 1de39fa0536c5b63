package io.kafkafetch.adapters.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Metric;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InsightPrinterTest {

    private static final ReportedBatch FIRST = new ReportedBatch(
            "user-login-0@0-52",
            50,
            3,
            List.of(
                    new Insight.PeakHour(19, 50),
                    region("RI", 50),
                    new Insight.Ranked(Metric.Ranked.DEVICE_USAGE, "iOS", 50, 50)));
    private static final ReportedBatch SECOND = new ReportedBatch("user-login-0@53-53", 1, 0, List.of(region("NY", 1)));

    private static final String PEAK = "{\"metric\":\"peak_hour\",\"hour\":19,\"logins\":50,\"scope\":\"running\","
            + "\"batch\":\"user-login-0@0-52\",\"events\":50,\"rejected\":3}";
    private static final String REGION = "{\"metric\":\"logins_per_region\",\"region\":\"RI\",\"count\":50,"
            + "\"scope\":\"batch\",\"batch\":\"user-login-0@0-52\",\"events\":50,\"rejected\":3}";
    private static final String DEVICE = "{\"metric\":\"device_usage\",\"device_type\":\"iOS\",\"percentage\":100.0,"
            + "\"count\":50,\"scope\":\"batch\",\"batch\":\"user-login-0@0-52\",\"events\":50,\"rejected\":3}";
    private static final String OTHER_REGION = "{\"metric\":\"logins_per_region\",\"region\":\"NY\",\"count\":1,"
            + "\"scope\":\"batch\",\"batch\":\"user-login-0@53-53\",\"events\":1,\"rejected\":0}";

    private static final String HEADER =
            "metric,hour,region,device_type,percentage,count,logins,scope,batch,events,rejected,app_version";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private String print(InsightPrinter printer, ReportedBatch... batches) throws IOException {
        for (ReportedBatch batch : batches) {
            printer.print(batch);
        }
        printer.end();
        return out.toString(UTF_8);
    }

    @Test
    void jsonLinesAreTheRecordsOfTheTopic() throws IOException {
        assertThat(print(InsightPrinter.jsonLines(out), FIRST, SECOND))
                .isEqualTo(String.join("\n", PEAK, REGION, DEVICE, OTHER_REGION, ""));
    }

    @Test
    void noRecordIsNoLine() throws IOException {
        assertThat(print(InsightPrinter.jsonLines(out))).isEmpty();
    }

    @Test
    void aJsonArrayHoldsTheSameRecords() throws IOException {
        assertThat(print(InsightPrinter.jsonArray(out), FIRST, SECOND))
                .isEqualTo(String.join("\n", "[", PEAK + ",", REGION + ",", DEVICE + ",", OTHER_REGION, "]", ""));
    }

    @Test
    void noRecordIsAnEmptyArray() throws IOException {
        assertThat(print(InsightPrinter.jsonArray(out))).isEqualTo("[]\n");
    }

    @Test
    void csvHasAColumnForEveryField() throws IOException {
        assertThat(print(InsightPrinter.csv(out, false, false), FIRST, SECOND))
                .isEqualTo(String.join(
                        "\r\n",
                        HEADER,
                        "peak_hour,19,,,,,50,running,user-login-0@0-52,50,3,",
                        "logins_per_region,,RI,,,50,,batch,user-login-0@0-52,50,3,",
                        "device_usage,,,iOS,100.0,50,,batch,user-login-0@0-52,50,3,",
                        "logins_per_region,,NY,,,1,,batch,user-login-0@53-53,1,0,",
                        ""));
    }

    @Test
    void skippedRecordsHaveTheLastColumnWhereThereMayBeAny() throws IOException {
        ReportedBatch skipping = new ReportedBatch("user-login-0@53-60", 1, 0, 7, List.of(region("NY", 1)));

        assertThat(print(InsightPrinter.csv(out, false, true), skipping, SECOND))
                .isEqualTo(String.join(
                        "\r\n",
                        HEADER + ",skipped",
                        "logins_per_region,,NY,,,1,,batch,user-login-0@53-60,1,0,,7",
                        "logins_per_region,,NY,,,1,,batch,user-login-0@53-53,1,0,,",
                        ""));
    }

    @Test
    void csvOfNoRecordIsTheHeader() throws IOException {
        assertThat(print(InsightPrinter.csv(out, false, false))).isEqualTo(HEADER + "\r\n");
    }

    @Test
    void csvQuotesWhatWouldEndAField() throws IOException {
        String region = "a \"b\", a name that is longer than others\r\nand has two lines";
        ReportedBatch odd = new ReportedBatch("b", 2, 0, List.of(region(region, 1), region("日本, \ud83d\ude00", 1)));

        assertThat(print(InsightPrinter.csv(out, false, false), odd))
                .isEqualTo(String.join(
                        "\r\n",
                        HEADER,
                        "logins_per_region,,\"a \"\"b\"\", a name that is longer than others",
                        "and has two lines\",,,1,,batch,b,2,0,",
                        "logins_per_region,,\"日本, \ud83d\ude00\",,,1,,batch,b,2,0,",
                        ""));
    }

    /** What a spreadsheet would run is text there; without the choice every name stays as it was sent. */
    @Test
    void csvForSpreadsheetsHasNoFormulas() throws IOException {
        List<Insight> formulas = Stream.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "RI", "a=b", "'x")
                .<Insight>map(region -> region(region, 1))
                .toList();

        assertThat(print(InsightPrinter.csv(out, true, false), new ReportedBatch("-b", 8, 0, formulas))
                        .lines()
                        .skip(1))
                .extracting(row -> List.of(row.split(",", -1)).get(2))
                .containsExactly("'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", "RI", "a=b", "'x");
        assertThat(out.toString(UTF_8)).contains(",'-b,");
        out.reset();
        assertThat(print(InsightPrinter.csv(out, false, false), new ReportedBatch("b", 8, 0, formulas)))
                .contains(",=1+1,", ",-1,", ",@SUM(A1),");
    }

    @Test
    void whatIsFlushedCanBeRead() throws IOException {
        InsightPrinter printer = InsightPrinter.csv(out, false, false);
        printer.print(SECOND);

        printer.flush();

        assertThat(out.toString(UTF_8)).endsWith("1,0,\r\n").hasLineCount(2);
    }

    private static Insight region(String name, long count) {
        return new Insight.Ranked(Metric.Ranked.LOGINS_PER_REGION, name, count, count);
    }
}
