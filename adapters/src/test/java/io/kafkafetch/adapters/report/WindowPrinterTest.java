package io.kafkafetch.adapters.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.json.WindowRecord;
import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.rollup.Detail;
import io.kafkafetch.domain.rollup.Timeline;
import io.kafkafetch.domain.rollup.TimelineCounter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WindowPrinterTest {

    /** Two logins in the only hour that is kept, one before it. */
    private static final List<WindowRecord> WINDOWS = windows(Set.of(Dimension.REGION), 1);

    private static List<WindowRecord> windows(Set<Dimension> dimensions, int top) {
        TimelineCounter counter = new TimelineCounter(HourOfDay.UTC, new Detail(0, 1, 0, 9));
        counter.count(new LoginEvent("1", "=RI", 7_200, "iOS"));
        counter.count(new LoginEvent("1", "A,\"", 7_201, "iOS"));
        counter.count(new LoginEvent("1", "RI", 7_199, "iOS"));
        Timeline timeline = counter.timeline();
        List<WindowRecord> windows = new ArrayList<>();
        windows.add(WindowRecord.of(Optional.empty(), timeline.older(), true, dimensions, top));
        timeline.windows()
                .forEach((window, tally) ->
                        windows.add(WindowRecord.of(Optional.of(window), tally, true, dimensions, top)));
        return windows;
    }

    private interface Printing {
        void to(ByteArrayOutputStream out) throws IOException;
    }

    private static String printed(Printing printing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        printing.to(out);
        return out.toString(UTF_8);
    }

    @Test
    void aWindowIsAnObjectALine() throws IOException {
        assertThat(printed(out -> WindowPrinter.jsonLines(WINDOWS, ZoneOffset.UTC, out)))
                .isEqualTo("{\"window\":\"older\",\"zone\":\"Z\",\"logins\":1,\"peak\":{\"hour\":1,\"logins\":1},"
                        + "\"by\":{\"region\":{\"names\":[{\"name\":\"RI\",\"count\":1}],\"others\":0}}}\n"
                        + "{\"window\":\"PT1H\",\"start\":\"1970-01-01T02:00:00Z\",\"zone\":\"Z\",\"logins\":2,"
                        + "\"peak\":{\"hour\":2,\"logins\":2},"
                        + "\"by\":{\"region\":{\"names\":[{\"name\":\"=RI\",\"count\":1}],\"others\":1}}}\n");
    }

    @Test
    void anArrayHoldsTheSameObjects() throws IOException {
        String lines = printed(out -> WindowPrinter.jsonLines(WINDOWS, ZoneOffset.UTC, out));

        assertThat(printed(out -> WindowPrinter.jsonArray(WINDOWS, ZoneOffset.UTC, out)))
                .isEqualTo("[\n" + lines.strip().replace("\n", ",\n") + "\n]\n");
        assertThat(printed(out -> WindowPrinter.jsonArray(List.of(), ZoneOffset.UTC, out)))
                .isEqualTo("[]\n");
    }

    @Test
    void rowsAreTheWindowThenEachNameThenTheOthers() throws IOException {
        assertThat(printed(out -> WindowPrinter.csv(windows(Set.of(Dimension.REGION), 2), true, out)))
                .isEqualTo("window,start,dimension,name,logins\r\n"
                        + "older,,,,1\r\n"
                        + "older,,region,RI,1\r\n"
                        + "PT1H,1970-01-01T02:00:00Z,,,2\r\n"
                        + "PT1H,1970-01-01T02:00:00Z,region,'=RI,1\r\n"
                        + "PT1H,1970-01-01T02:00:00Z,region,\"A,\"\"\",1\r\n");
        assertThat(printed(out -> WindowPrinter.csv(WINDOWS, false, out)))
                .endsWith("PT1H,1970-01-01T02:00:00Z,region,=RI,1\r\nPT1H,1970-01-01T02:00:00Z,region,,1\r\n");
    }
}
