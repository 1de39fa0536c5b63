package io.kafkafetch.bootstrap.kafka;

import static io.kafkafetch.bootstrap.kafka.BadLogins.milliseconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.bootstrap.contract.AsyncApi;
import io.kafkafetch.bootstrap.kafka.DlqRuns.Said;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a service and {@code dlq} really publish is what {@code docs/asyncapi.yaml} and its schemas say. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class PublishedContractTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyRecordOfEveryTopicIsAsDescribed() throws Exception {
        try (KafkaCluster kafka = KafkaCluster.embedded();
                Scenario scenario = BadLogins.scenario(kafka, 1)) {
            scenario.set("kafka-fetch.rollups", "on")
                    .feed(milliseconds(scenario, 20))
                    .generate(81, 5, 400)
                    .start();
            scenario.awaitAccounted();
            scenario.awaitRolledUp();
            DlqRuns dlq = new DlqRuns(scenario, folder);
            Said sent = dlq.run("replay", "--divide", "timestamp=1000", "--execute");
            assertThat(sent.exit()).as(sent.err()).isZero();
            BadLogins.awaitBalance(scenario, dlq);

            Map<String, List<ConsumerRecord<byte[], byte[]>>> records = Map.of(
                    "INPUT_TOPIC", dlq.replayed(),
                    "OUTPUT_TOPIC", dlq.records(scenario.outputTopic()),
                    "DLQ_TOPIC", dlq.records(scenario.deadLetterTopic()),
                    "DLQ_LOG_TOPIC", dlq.records(scenario.deadLetterLogTopic()),
                    "TALLIES_TOPIC", dlq.records(scenario.talliesTopic()),
                    "ROLLUPS_TOPIC", dlq.records(scenario.rollupsTopic()));
            AsyncApi api = AsyncApi.published();
            assertThat(records.keySet()).isEqualTo(api.channels().keySet());
            records.forEach((setting, all) -> assertThat(all)
                    .as(setting)
                    .isNotEmpty()
                    .allSatisfy(
                            record -> assertThat(api.faults(setting, record)).isEmpty()));
        }
    }
}
