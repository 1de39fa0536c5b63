package io.kafkafetch.adapters.report;

import io.kafkafetch.application.letter.Failure;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterReason;
import io.kafkafetch.application.letter.LetterState;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Dead letters as rows, without their payload. Not thread-safe. */
public final class LetterCsv {

    private static final List<String> COLUMNS =
            List.of("id", "state", "reason", "field", "topic", "partition", "offset", "failed_at", "replay_count");

    private final CsvRows rows;

    /** Writes the header. The stream is its owner's to close. */
    public LetterCsv(OutputStream out) throws IOException {
        this.rows = new CsvRows(out, COLUMNS, true);
    }

    /** One row; several reasons are joined by commas, as in the headers. */
    public void print(Letter letter, LetterState state) throws IOException {
        Failure failure = letter.failure();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", letter.id().toString());
        row.put("state", state.text());
        row.put("reason", failure.reasons().stream().map(LetterReason::code).collect(Collectors.joining(",")));
        String fields = failure.reasons().stream().map(LetterReason::field).collect(Collectors.joining(","));
        if (!fields.isEmpty()) {
            row.put("field", fields);
        }
        failure.origin().ifPresent(origin -> {
            row.put("topic", origin.partition().stream());
            row.put("partition", origin.partition().number());
            row.put("offset", origin.offset());
        });
        row.put("failed_at", failure.at().toString());
        row.put("replay_count", failure.replays());
        rows.print(row);
    }

    public void end() throws IOException {
        rows.end();
    }
}
