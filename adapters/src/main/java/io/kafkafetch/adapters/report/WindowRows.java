package io.kafkafetch.adapters.report;

import io.kafkafetch.adapters.json.WindowEncoder;
import io.kafkafetch.adapters.json.WindowRecord;
import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.Frequencies.Entry;
import io.kafkafetch.domain.insight.Ranking;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of windows. Not thread-safe. */
record WindowRows(CsvRows rows) {

    static final List<String> COLUMNS = List.of("window", "start", "dimension", "name", "logins");

    void print(WindowRecord window) throws IOException {
        row(window, Map.of(), window.logins());
        for (Dimension dimension : Dimension.values()) {
            Ranking ranking = window.names().get(dimension);
            if (ranking == null) {
                continue;
            }
            for (Entry entry : ranking.top()) {
                row(window, Map.of("dimension", dimension.field(), "name", entry.name()), entry.count());
            }
            if (ranking.others() > 0) {
                row(window, Map.of("dimension", dimension.field()), ranking.others());
            }
        }
    }

    private void row(WindowRecord window, Map<String, String> of, long logins) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>(of);
        fields.put("window", WindowEncoder.window(window));
        window.window().ifPresent(found -> fields.put("start", WindowEncoder.start(found)));
        fields.put("logins", logins);
        rows.print(fields);
    }

    void end() throws IOException {
        rows.end();
    }
}
