package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Logins that a service rejects, with a word in each of their parts that must not be shown. */
final class BadLogins {

    static final String CANARY = "canary-7d20";

    private BadLogins() {}

    /** Where they are fed. */
    static Scenario scenario(KafkaCluster kafka, int partitions) throws Exception {
        return new Scenario(kafka, partitions).set("kafka-fetch.rollups", "off");
    }

    /** A login with this time and, beside all others, these members. */
    static ProducerRecord<byte[], byte[]> login(Scenario scenario, int number, String timeAndMore) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                scenario.inputTopic(),
                0,
                ("key-" + CANARY + number).getBytes(UTF_8),
                ("{\"user_id\":\"" + CANARY + number + "\",\"app_version\":\"2.3.0\",\"ip\":\"" + CANARY + "\","
                                + "\"locale\":\"RI\", \"device_id\" : \"" + CANARY + "\"," + timeAndMore + "}")
                        .getBytes(UTF_8));
        record.headers().add("trace", ("t" + CANARY).getBytes(UTF_8));
        return record;
    }

    static List<ProducerRecord<byte[], byte[]>> milliseconds(Scenario scenario, int count) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(login(scenario, i, "\"timestamp\":1694623430" + (100 + i % 900) + ",\"device_type\":\"iOS\""));
        }
        return records;
    }

    /** accepted + rejected, as a reader of the outputs finds it. */
    private static long accounted(Scenario scenario) {
        Published published = scenario.published();
        return published.events() + published.deadLetters().size();
    }

    static void awaitBalance(Scenario scenario, DlqRuns dlq) throws Exception {
        Await.until(
                "produced + replayed = accepted + rejected",
                () -> accounted(scenario) == dlq.records(scenario.inputTopic()).size());
    }
}
