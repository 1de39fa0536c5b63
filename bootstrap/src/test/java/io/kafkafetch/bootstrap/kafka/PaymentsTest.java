package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.bootstrap.ChildJvm;
import io.kafkafetch.bootstrap.Main;
import io.kafkafetch.bootstrap.another.PaymentHouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The service that docs/ANOTHER-EVENT.md makes of this one counts payments, exactly once; everything else is this project's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaymentsTest {

    private static final List<String> PAYMENTS = List.of(
            payment("p-1", "Bakery", "450", "shop", 9),
            payment("p-2", "Bakery", "1250", "app", 9),
            "{\"payment_id\":\"p-3\",\"merchant\":\" \",\"amount_cents\":\"450\",\"currency\":\"EUR\",\"timestamp\":1767603600}",
            payment("p-4", "Café", "390", "shop", 10), // closes a batch
            payment("p-5", "Bakery", "1000000000000", "app", 10),
            payment("p-6", "Books", "1e4", "app", 10),
            payment("p-7", "Books", "999", "app", 10),
            "no JSON",
            payment("p-8", "Books", "2500", "shop", 9)); // another one

    private static final List<String> INSIGHTS = List.of(
            running("9,\"payments\":2", "0@0-3", 1),
            batch("payments_per_merchant\",\"merchant\":\"Bakery\",\"count\":2", "0@0-3", 1),
            batch("payments_per_merchant\",\"merchant\":\"Café\",\"count\":1", "0@0-3", 1),
            batch("channel_usage\",\"channel\":\"shop\",\"percentage\":66.67,\"count\":2", "0@0-3", 1),
            batch("channel_usage\",\"channel\":\"app\",\"percentage\":33.33,\"count\":1", "0@0-3", 1),
            batch("currency_usage\",\"currency\":\"EUR\",\"percentage\":100.0,\"count\":3", "0@0-3", 1),
            batch("amount_distribution\",\"amount\":\"below 10\",\"percentage\":66.67,\"count\":2", "0@0-3", 1),
            batch("amount_distribution\",\"amount\":\"10 to 100\",\"percentage\":33.33,\"count\":1", "0@0-3", 1),
            batch("amount_per_currency\",\"currency\":\"EUR\",\"amount_cents\":2090", "0@0-3", 1),
            running("9,\"payments\":3", "0@4-8", 2),
            batch("payments_per_merchant\",\"merchant\":\"Books\",\"count\":3", "0@4-8", 2),
            batch("channel_usage\",\"channel\":\"app\",\"percentage\":66.67,\"count\":2", "0@4-8", 2),
            batch("channel_usage\",\"channel\":\"shop\",\"percentage\":33.33,\"count\":1", "0@4-8", 2),
            batch("currency_usage\",\"currency\":\"EUR\",\"percentage\":100.0,\"count\":3", "0@4-8", 2),
            batch("amount_distribution\",\"amount\":\"10 to 100\",\"percentage\":33.33,\"count\":1", "0@4-8", 2),
            batch("amount_distribution\",\"amount\":\"below 10\",\"percentage\":33.33,\"count\":1", "0@4-8", 2),
            batch("amount_distribution\",\"amount\":\"from 100\",\"percentage\":33.33,\"count\":1", "0@4-8", 2),
            batch("amount_per_currency\",\"currency\":\"EUR\",\"amount_cents\":13499", "0@4-8", 2));

    private static final List<String> LETTERS = List.of(
            "amount_cents is not a whole number; merchant is blank; channel is missing",
            "amount_cents is not within 0 to 999999999999",
            "the value is not JSON");

    private @Nullable KafkaCluster kafka;
    private @Nullable Path folder;
    private String classPath = "";

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        classPath = new PaymentHouse().compile(temporary);
        kafka = KafkaCluster.embedded();
    }

    @AfterAll
    void stop() {
        if (kafka != null) {
            kafka.close();
        }
    }

    private static String payment(String id, String merchant, String cents, String channel, int hour) {
        return "{\"payment_id\":\"%s\",\"merchant\":\"%s\",\"amount_cents\":%s,\"currency\":\"EUR\",\"channel\":\"%s\",\"timestamp\":%d}"
                .formatted(id, merchant, cents, channel, 1_767_571_200 + hour * 3_600);
    }

    private static String running(String hour, String batch, int rejected) {
        return "{\"metric\":\"peak_hour\",\"hour\":" + hour + ",\"scope\":\"running\"" + of(batch, rejected);
    }

    private static String batch(String insight, String batch, int rejected) {
        return "{\"metric\":\"" + insight + ",\"scope\":\"batch\"" + of(batch, rejected);
    }

    private static String of(String batch, int rejected) {
        return ",\"batch\":\"TOPIC-" + batch + "\",\"events\":3,\"rejected\":" + rejected + "}";
    }

    @Test
    void paymentsAreCountedOnceAndWhatIsNoneIsADeadLetter() throws Exception {
        try (Scenario scenario = new Scenario(requireNonNull(kafka), 1)
                .set("kafka-fetch.batch-size", 3)
                .set("kafka-fetch.batch-max-age", "1h")
                .set("kafka-fetch.rollups", "on")
                .set("kafka-fetch.create-topics", true)) {
            for (String payment : PAYMENTS) {
                scenario.produce(scenario.inputTopic(), payment.getBytes(UTF_8));
            }
            try (ServiceProcess service = ServiceProcess.startFrom(classPath, scenario.settings())) {
                Await.until(
                        "all is consumed",
                        () -> scenario.committed(0).equals(OptionalLong.of(PAYMENTS.size())) || !service.isAlive(),
                        service::log);
                service.terminate();
                assertThat(service.exitCode(60)).as(service.log()).isEqualTo(143);
            }

            assertThat(scenario.insightLines())
                    .isEqualTo(INSIGHTS.stream()
                            .map(line -> line.replace("TOPIC", scenario.inputTopic()))
                            .toList());
            assertThat(new DlqRuns(scenario, requireNonNull(folder)).records(scenario.deadLetterTopic()))
                    .extracting(letter -> Scenario.header(letter, "__dlq.errors.message"))
                    .containsExactlyElementsOf(LETTERS);
            assertThat(said(SecuredService.environment(scenario), "verify", "--format", "jsonl"))
                    .contains("\"batches\":2,\"logins\":6,\"rejected\":3,\"recomputed\":2,\"differ\":0")
                    .contains("\"result\":\"clean\"");
        }
    }

    /** All that it said, on the way to exit code 0. */
    private String said(Map<String, String> environment, String... arguments) throws Exception {
        ProcessBuilder command = ChildJvm.builder(environment, Main.class, arguments);
        command.command().set(command.command().indexOf("-cp") + 1, classPath);
        Path said = requireNonNull(folder).resolve(arguments[0]);
        Process process =
                command.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("not over within a minute: " + Files.readString(said));
        }
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        return Files.readString(said);
    }

    @Test
    void generatedPaymentsAreCountedInFilesToo() throws Exception {
        String payments = requireNonNull(folder).resolve("payments.jsonl").toString();
        said(Map.of(), "generate", "--count", "2000", "--seed", "7", "--output", payments);

        assertThat(said(Map.of(), "analyze", payments, "--format", "table"))
                .contains("Payments per merchant", "Channels", "Currencies", "from 100")
                .contains("channel is missing")
                .contains("read 2,000 = accepted 1,861 + rejected 139");
    }
}
