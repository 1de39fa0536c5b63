package io.kafkafetch.bootstrap.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.application.audit.PartitionTotals;
import io.kafkafetch.application.audit.evidence.Finding;
import io.kafkafetch.application.audit.evidence.FindingCode;
import io.kafkafetch.application.audit.run.AuditReport;
import io.kafkafetch.application.record.Partition;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class VerifyPrinterTest {

    private static final Finding FINDING =
            new Finding(FindingCode.DIFFERS, "user-login-0@0-54", "peak_hour logins 50", "51\u001b[2J");
    private static final AuditReport REPORT = report(0);

    private static AuditReport report(long skipped) {
        return new AuditReport(
                List.of(new PartitionTotals(new Partition("user-login", 0), 10, 500, 50, skipped, 10, 1, 0, 0, 0)),
                List.of("totals are not checked: there are none"));
    }

    private static List<String> printed(Function<PrintWriter, VerifyPrinter> printer) {
        return printed(printer, REPORT);
    }

    private static List<String> printed(Function<PrintWriter, VerifyPrinter> printer, AuditReport report) {
        StringWriter text = new StringWriter();
        VerifyPrinter made = printer.apply(new PrintWriter(text));
        made.finding(FINDING);
        made.end(report, 1);
        return text.toString().lines().toList();
    }

    @Test
    void peopleReadALineAFindingAndATable() {
        assertThat(printed(out -> new VerifyPrinter.Table(out, new Terminal(false, 120, false, true))))
                .containsExactly(
                        "differs             user-login-0@0-54  expected peak_hour logins 50, there 51?[2J",
                        "",
                        "partition     batches  logins  rejected  recomputed  differ  gaps  overlaps  source gone",
                        "user-login-0       10     500        50          10       1     0         0            0",
                        "note: totals are not checked: there are none",
                        "1 finding.");
    }

    @Test
    void programsReadLinesAsTheirSchemaSays() throws IOException {
        JsonMapper json = new JsonMapper();
        JsonNode kinds = json.readTree(Path.of("..", "docs", "schema", "verify-line.schema.json")
                        .toFile())
                .path("oneOf");
        List<String> lines = printed(VerifyPrinter.JsonLines::new);
        List<String> whole = printed(VerifyPrinter.JsonLines::new, report(7)); // skipped is optional
        assertThat(lines).hasSize(kinds.size());
        for (int kind = 0; kind < kinds.size(); kind++) {
            JsonNode line = json.readTree(lines.get(kind));
            assertThat(names(line)).isEqualTo(texts(kinds.get(kind).path("required")));
            assertThat(names(json.readTree(whole.get(kind))))
                    .isEqualTo(names(kinds.get(kind).path("properties")));
            assertThat(line.path("type")).isEqualTo(kinds.get(kind).at("/properties/type/const"));
        }
        assertThat(texts(kinds.at("/0/properties/code/enum")))
                .isEqualTo(Arrays.stream(FindingCode.values())
                        .map(FindingCode::text)
                        .toList());
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
