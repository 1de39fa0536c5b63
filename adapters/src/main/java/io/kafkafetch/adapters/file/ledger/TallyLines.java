package io.kafkafetch.adapters.file.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.json.rollup.TallyEncoder;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.rollup.Tally;
import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/**
 * What each commit counted, as lines: the same objects as in Kafka, with a member {@code published} in front that says
 * when. Thread-safe.
 *
 * @param life of a partition at an outcome, see {@link Tally#life}
 */
public record TallyLines(TallyEncoder tallies, Function<BatchOutcome, String> life, InstantSource now) {

    /** The lines of one commit, each with its end. */
    byte[] of(List<BatchOutcome> outcomes) {
        byte[] published = ("{\"published\":\"" + now.instant() + "\",").getBytes(UTF_8);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Tally tally :
                Tally.of(outcomes, tallies.rules().clock(), tallies.rules().users(), life)) {
            for (byte[] value : tallies.values(tally)) {
                lines.writeBytes(published);
                lines.write(value, 1, value.length - 1); // behind its opening brace
                lines.write('\n');
            }
        }
        return lines.toByteArray();
    }
}
