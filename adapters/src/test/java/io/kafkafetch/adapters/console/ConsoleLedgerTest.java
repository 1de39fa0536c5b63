package io.kafkafetch.adapters.console;

import static io.kafkafetch.adapters.Outcomes.LOGINS_0;
import static io.kafkafetch.adapters.Outcomes.outcome;
import static io.kafkafetch.adapters.Outcomes.rejected;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.OutcomeLedgerContract;
import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleLedgerTest extends OutcomeLedgerContract {

    private static final InsightEncoder ENCODER = new InsightEncoder();
    private static final Pattern REJECTED = Pattern.compile("rejected (.+)-([0-9]+)@([0-9]+): .+");

    private final ByteArrayOutputStream insights = new ByteArrayOutputStream();
    private final ByteArrayOutputStream rejections = new ByteArrayOutputStream();

    /** Behind buffers: what the ledger does not flush is not seen. */
    private final ConsoleLedger ledger =
            new ConsoleLedger(new BufferedOutputStream(insights), new BufferedOutputStream(rejections), ENCODER);

    @Override
    protected OutcomeLedger ledger() {
        return ledger;
    }

    @Override
    protected List<String> visibleInsights() {
        return insights.toString(UTF_8).lines().toList();
    }

    @Override
    protected List<Origin> visibleDeadLetters() {
        return rejections.toString(UTF_8).lines().map(ConsoleLedgerTest::origin).toList();
    }

    private static Origin origin(String line) {
        Matcher parts = REJECTED.matcher(line);
        assertThat(parts.matches()).as(line).isTrue();
        return new Origin(
                new Partition(parts.group(1), Integer.parseInt(parts.group(2))), Long.parseLong(parts.group(3)));
    }

    @Test
    void aRejectedRecordIsToldByItsPlaceAndItsReasonsAndNothingOfItsContent() {
        ledger.commit(List.of(rejected(LOGINS_0, 17, HourCounts.EMPTY, "u-1 1.2.3.4", "")));

        assertThat(rejections.toString(UTF_8)).isEqualTo("""
                        rejected user-login-0@17: the value is not JSON
                        rejected user-login-0@18: the value is not JSON
                        """);
        assertThat(insights.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whereTheReaderIsGoneTheCommitThrowsAndTheCheckpointsStay(boolean isPrintStream) {
        Pipe pipe = new Pipe();
        OutputStream out = isPrintStream ? new PrintStream(pipe, false, UTF_8) : pipe;
        ConsoleLedger piped = new ConsoleLedger(out, rejections, ENCODER);
        BatchOutcome first = outcome(LOGINS_0, 0, 9);
        piped.commit(List.of(first));
        pipe.readerIsGone = true;

        assertThatThrownBy(() -> piped.commit(List.of(outcome(LOGINS_0, 1, first.running(), 10))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("could not print");

        assertThat(piped.checkpoints(List.of(LOGINS_0)))
                .isEqualTo(Map.of(LOGINS_0, new Checkpoint(1, first.running())));
    }

    private static final class Pipe extends OutputStream {

        private boolean readerIsGone;

        @Override
        public void write(int b) throws IOException {
            if (readerIsGone) {
                throw new IOException("Broken pipe");
            }
        }
    }
}
