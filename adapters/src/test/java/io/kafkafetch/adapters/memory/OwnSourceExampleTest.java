package io.kafkafetch.adapters.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.intake.LoginPipeline;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Metric;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.RecordFault;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** CONTRIBUTING's "Add a source": what stands between its two markers is shown there, and works. */
class OwnSourceExampleTest {

    // ---- CONTRIBUTING.md: begin
    /** Reads a list from where the ledger stands, in batches of two. */
    static void run(List<String> lines, OutcomeLedger ledger) {
        Partition partition = new Partition("my-list", 0);
        LoginDecoder decoder = new LoginDecoder(MissingDeviceType.DEAD_LETTER);
        BatchPolicy policy = BatchPolicy.of(2, Duration.ofSeconds(5));
        LoginPipeline pipeline = new LoginPipeline(policy, HourOfDay.UTC, new DeriveInsights(), ledger);
        for (long offset = pipeline.resume(partition).position(); offset < lines.size(); offset++) {
            byte[] value = lines.get((int) offset).getBytes(UTF_8);
            Delivery delivery = Delivery.of(
                    new Origin(partition, offset),
                    decoder.decode(ByteBuffer.wrap(value)),
                    () -> new Original(null, value, List.of()));
            pipeline.add(delivery, System.nanoTime());
        }
        pipeline.finish(partition, Trigger.END);
    }
    // ---- CONTRIBUTING.md: end

    private static final List<String> LINES = List.of(login(19, "RI"), login(19, "NY"), "{", login(20, "RI"));

    @Test
    void aFixedListIsCountedInBatches() {
        InMemoryLedger ledger = new InMemoryLedger();

        run(LINES, ledger);

        BatchOutcome full = ledger.committed().getFirst();
        assertThat(full.batch().name()).isEqualTo("my-list-0@0-1");
        assertThat(full.insights())
                .contains(new Insight.PeakHour(19, 2), new Insight.Ranked(Metric.Ranked.LOGINS_PER_REGION, "RI", 1, 2))
                .hasSize(5);
        BatchOutcome last = ledger.committed().getLast();
        assertThat(last.batch().name()).isEqualTo("my-list-0@2-3");
        assertThat(last.insights().getFirst()).isEqualTo(new Insight.PeakHour(19, 2));
        assertThat(last.batch().deadLetters().getFirst().reasons())
                .containsExactly(new Reason.OfRecord(RecordFault.NOT_JSON));
    }

    @Test
    void itGoesOnAfterTheLastCommit() {
        InMemoryLedger ledger = new InMemoryLedger();
        run(LINES.subList(0, 2), ledger);

        run(LINES, ledger);

        assertThat(ledger.committed().stream().map(outcome -> outcome.batch().name()))
                .containsExactly("my-list-0@0-1", "my-list-0@2-3");
        assertThat(ledger.committed().getLast().running().total()).isEqualTo(3);
    }

    private static String login(int hour, String region) {
        return """
                {"user_id":"u","app_version":"1","ip":"1.2.3.4","locale":"%s","device_id":"d","timestamp":%d,\
                "device_type":"iOS"}""".formatted(region, hour * 3600);
    }
}
