package io.kafkafetch.bootstrap.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The mapping of docs/ANOTHER-EVENT.md reads its payments, and prints what the page shows. */
class AnalyzePaymentsTest extends AnalyzeFixture {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w*\n(.*?)\n```$");
    private static final String COMMAND =
            "$ ./kafka-fetch analyze --mapping payments.json payments.jsonl --format jsonl\n";

    @Test
    void whatThePageShowsIsWhatIsPrinted() throws IOException {
        String page = Files.readString(Path.of("../docs/ANOTHER-EVENT.md"));
        List<String> blocks = BLOCK.matcher(page.substring(page.indexOf("\n## A mapping\n")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .limit(3)
                .toList();
        Path mapping = write("payments.json", blocks.get(0));
        Path payments = write("payments.jsonl", blocks.get(1) + "\n");

        Run run = analyze("--mapping", mapping, payments, "--format", "jsonl");

        assertThat(run.exit()).isZero();
        String balance = run.errLines().stream()
                .filter(line -> line.startsWith("read "))
                .findFirst()
                .orElseThrow();
        String rejected = run.errLines().stream()
                .filter(line -> line.startsWith("rejected "))
                .findFirst()
                .orElseThrow();
        assertThat(COMMAND + run.out() + balance + "\n" + rejected).isEqualTo(blocks.get(2));
    }
}
