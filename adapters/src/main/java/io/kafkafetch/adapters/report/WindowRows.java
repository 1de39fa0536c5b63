package io.kafkafetch.adapters.report;

import io.kafkafetch.adapters.json.WindowEncoder;
import io.kafkafetch.adapters.json.WindowRecord;
import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.Frequencies.Entry;
import io.kafkafetch.domain.insight.Ranking;
import io.kafkafetch.domain.users.UserSketch;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rows of windows. Not thread-safe. */
record WindowRows(CsvRows rows) {

    private static final List<String> COLUMNS = List.of("window", "start", "dimension", "name", "logins");
    private static final List<String> USERS = List.of("unique_users", "unique_users_lower", "unique_users_upper");

    /** @param users whether there are columns for users */
    static List<String> columns(boolean users) {
        return users ? Stream.concat(COLUMNS.stream(), USERS.stream()).toList() : COLUMNS;
    }

    void print(WindowRecord window) throws IOException {
        row(window, window.users().map(WindowRows::users).orElse(Map.of()), window.logins());
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

    private static Map<String, Object> users(UserSketch users) {
        return Map.of(
                USERS.get(0), users.estimate(), USERS.get(1), users.lowerBound(), USERS.get(2), users.upperBound());
    }

    private void row(WindowRecord window, Map<String, ?> of, long logins) throws IOException {
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
