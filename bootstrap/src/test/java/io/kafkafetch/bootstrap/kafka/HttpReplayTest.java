package io.kafkafetch.bootstrap.kafka;

import static io.kafkafetch.bootstrap.kafka.BadLogins.CANARY;
import static io.kafkafetch.bootstrap.kafka.BadLogins.awaitBalance;
import static io.kafkafetch.bootstrap.kafka.BadLogins.login;
import static io.kafkafetch.bootstrap.kafka.BadLogins.milliseconds;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.bootstrap.kafka.DlqRuns.Said;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters of a running service are sent again by HTTP, each once, and by the same engine as the command. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class HttpReplayTest {

    private static final String DIVIDE = "\"rules\":[{\"rule\":\"divide\",\"field\":\"timestamp\",\"by\":1000}]";

    private static KafkaCluster kafka;

    @TempDir
    private Path folder = Path.of("");

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void startCluster() {
        kafka = KafkaCluster.embedded();
    }

    @AfterAll
    static void stopCluster() {
        kafka.close();
    }

    private static Scenario scenario() throws Exception {
        return BadLogins.scenario(kafka, 1).set("micronaut.server.port", -1).set("kafka-fetch.create-topics", true);
    }

    private static URI start(Scenario scenario) throws Exception {
        ApplicationContext service = scenario.start();
        URI uri = service.getBean(EmbeddedServer.class).start().getURI().resolve("/api/dead-letters/replays");
        scenario.awaitAccounted();
        return uri;
    }

    private static HttpRequest.Builder order(URI uri, String body) {
        return HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    /** The events of the run, to its end. */
    private List<String> events(URI uri, String body) throws Exception {
        HttpResponse<Stream<String>> response = client.send(order(uri, body).build(), BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        return response.body().filter(line -> !line.isEmpty()).toList();
    }

    /** Ordered, and not waited for. */
    private String accepted(URI uri, String body) throws Exception {
        HttpResponse<String> response = client.send(
                order(uri, body).header("Accept", "application/json").build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        assertThat(response.headers().firstValue("Location")).contains("/api/dead-letters/replays/latest");
        return response.body();
    }

    private String latest(URI uri) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(uri + "/latest")).build(), BodyHandlers.ofString())
                .body();
    }

    private static void assertSentOnce(DlqRuns dlq, int letters) {
        assertThat(dlq.replayed().stream().collect(groupingBy(record -> DlqRuns.header(record, "letter"), counting())))
                .hasSize(letters)
                .allSatisfy((letter, times) -> assertThat(times).isOne());
    }

    @Test
    void aDryRunIsExactAndWhatIsExecutedBalances() throws Exception {
        try (Scenario scenario = scenario()) {
            scenario.feed(milliseconds(scenario, 30)).generate(71, 0, 40);
            scenario.feed(List.of(login(scenario, 99, "\"timestamp\":1694623430"))); // without device_type
            URI uri = start(scenario);
            DlqRuns dlq = new DlqRuns(scenario, folder);
            int rejected = scenario.published().deadLetters().size();

            List<String> dry = events(uri, "{" + DIVIDE + "}");

            assertThat(dry.getFirst()).isEqualTo(": a replay");
            assertThat(dry.subList(0, dry.size() - 2)).doesNotContain("event: result", "event: trouble");
            assertThat(dry.get(dry.size() - 2)).isEqualTo("event: result");
            assertThat(dry.getLast())
                    .contains("\"execute\":false,\"state\":\"finished\"", "\"trouble\":null")
                    .contains("\"chosen\":" + rejected + ",\"accepted\":30,\"rejected_again\":" + (rejected - 30))
                    .contains(
                            "{\"outcome\":\"accepted\",\"what\":\"divide timestamp=1000\",\"count\":30,\"examples\":[\""
                                    + scenario.deadLetterTopic() + "-0@")
                    .contains("\"what\":\"missing device_type\"")
                    .doesNotContain(CANARY);
            assertThat(dlq.replayed()).isEmpty();
            assertThat(dlq.run("replay", "--divide", "timestamp=1000").out())
                    .as("the command says the same")
                    .startsWith(rejected + " open: 30 would be accepted (rule 1), " + (rejected - 30)
                            + " would be rejected again");

            List<String> sent =
                    events(uri, "{" + DIVIDE + ",\"canary\":10,\"because\":\"app 2.3.1\",\"execute\":true}");

            assertThat(sent.getLast())
                    .contains("\"execute\":true,\"state\":\"finished\"")
                    .contains("\"accepted\":30,\"rejected_again\":" + (rejected - 30) + ",\"parked\":0,\"refused\":0");
            assertThat(latest(uri)).isEqualTo(sent.getLast().substring("data: ".length()));
            awaitBalance(scenario, dlq);
            assertSentOnce(dlq, 30);
            assertThat(scenario.published().deadLetters()).hasSize(rejected);
            assertThat(dlq.log().values()).hasSize(30).allSatisfy(marker -> {
                assertThat(marker.state()).isEqualTo(LetterState.REPLAYED);
                assertThat(marker.rule()).isEqualTo("divide timestamp=1000");
                assertThat(marker.because()).isEqualTo("app 2.3.1");
                assertThat(sent.getLast()).contains("\"run\":\"" + marker.run() + "\"");
            });

            assertThat(events(uri, "{" + DIVIDE + ",\"execute\":true}").getLast())
                    .as("the same again finds nothing")
                    .contains("\"accepted\":0");
            assertSentOnce(dlq, 30);
        }
    }

    @Test
    void thereIsOneAtATimeAndItGoesOnWithoutItsClientAndCanBeEnded() throws Exception {
        int letters = 400;
        try (Scenario scenario = scenario()) {
            scenario.feed(milliseconds(scenario, letters));
            URI uri = start(scenario);
            DlqRuns dlq = new DlqRuns(scenario, folder);
            String slow = "{" + DIVIDE + ",\"rate\":4,\"execute\":true}";

            try (Stream<String> lines = client.send(order(uri, slow).build(), BodyHandlers.ofLines())
                    .body()) {
                Iterator<String> read = lines.iterator();
                List<String> seen = new ArrayList<>();
                while (seen.stream().noneMatch(line -> line.startsWith("data:") && !line.contains("\"accepted\":0,"))) {
                    seen.add(read.next());
                }
                assertThat(seen).contains("event: progress");
                HttpResponse<String> second = client.send(order(uri, "{}").build(), BodyHandlers.ofString());
                assertThat(second.statusCode()).isEqualTo(409);
                assertThat(second.headers().firstValue("Retry-After")).contains("5");
                assertThat(second.body()).contains("\"code\":\"replay-running\"");
            } // and the client goes away

            String before = latest(uri);
            Await.until("it goes on", () -> !latest(uri).equals(before));
            assertThat(latest(uri)).contains("\"state\":\"running\"");
            HttpResponse<String> ended = client.send(
                    HttpRequest.newBuilder(URI.create(uri + "/latest")).DELETE().build(), BodyHandlers.ofString());

            assertThat(ended.statusCode()).isEqualTo(200);
            assertThat(ended.body()).contains("\"state\":\"ended-early\"", "\"trouble\":{\"code\":\"stopped\"");
            int sent = dlq.replayed().size();
            assertThat(sent).isBetween(1, letters - 1);
            assertThat(ended.body()).as("what it counts is committed").contains("\"accepted\":" + sent + ",");
            assertThat(dlq.log()).hasSize(sent);

            assertThat(events(uri, "{" + DIVIDE + ",\"execute\":true}").getLast())
                    .contains("\"accepted\":" + (letters - sent) + ",");
            assertSentOnce(dlq, letters);
            awaitBalance(scenario, dlq);
        }
    }

    @Test
    void aRunOfTheCommandTakesOverAndTheClientIsTold() throws Exception {
        int letters = 400;
        try (Scenario scenario = scenario()) {
            scenario.feed(milliseconds(scenario, letters));
            URI uri = start(scenario);
            DlqRuns dlq = new DlqRuns(scenario, folder);

            accepted(uri, "{" + DIVIDE + ",\"rate\":4,\"execute\":true}");
            Await.until("it sends", () -> !dlq.replayed().isEmpty());
            Said command = dlq.run("replay", "--divide", "timestamp=1000", "--execute");

            assertThat(command.exit()).as(command.err()).isZero();
            HttpResponse<Stream<String>> followed = client.send(
                    HttpRequest.newBuilder(URI.create(uri + "/latest"))
                            .header("Accept", "text/event-stream")
                            .build(),
                    BodyHandlers.ofLines());
            List<String> lines = followed.body().filter(line -> !line.isEmpty()).toList();
            assertThat(lines).containsSubsequence("event: trouble", "event: result");
            assertThat(lines.get(lines.indexOf("event: trouble") + 1))
                    .startsWith(
                            "data: {\"code\":\"fenced\",\"detail\":\"another run of dlq with the same GROUP_ID has taken"
                                    + " over");
            assertThat(lines.getLast()).contains("\"state\":\"ended-early\"");
            assertSentOnce(dlq, letters);
            awaitBalance(scenario, dlq);
        }
    }

    @Test
    void aServiceThatStopsEndsItsRunAndTheNextOneSendsTheRest() throws Exception {
        int letters = 400;
        try (Scenario scenario = scenario()) {
            scenario.feed(milliseconds(scenario, letters));
            ApplicationContext service = scenario.start();
            URI uri = service.getBean(EmbeddedServer.class).start().getURI().resolve("/api/dead-letters/replays");
            scenario.awaitAccounted();
            DlqRuns dlq = new DlqRuns(scenario, folder);

            HttpResponse<Stream<String>> stream = client.send(
                    order(uri, "{" + DIVIDE + ",\"rate\":4,\"execute\":true}").build(), BodyHandlers.ofLines());
            Await.until("it sends", () -> !dlq.replayed().isEmpty());
            service.close();
            List<String> seen = stream.body().filter(line -> !line.isEmpty()).toList();

            assertThat(seen).containsSubsequence("event: progress", "event: trouble", "event: result");
            assertThat(seen.getLast()).contains("\"trouble\":{\"code\":\"stopped\"");
            int sent = dlq.replayed().size();
            assertThat(seen.getLast()).contains("\"accepted\":" + sent + ",");

            URI next = scenario.start()
                    .getBean(EmbeddedServer.class)
                    .start()
                    .getURI()
                    .resolve("/api/dead-letters/replays");
            assertThat(latest(next)).contains("\"code\":\"no-replay\"");
            assertThat(events(next, "{" + DIVIDE + ",\"execute\":true}").getLast())
                    .contains("\"accepted\":" + (letters - sent) + ",");
            assertSentOnce(dlq, letters);
            awaitBalance(scenario, dlq);
        }
    }

    /** In the smallest heap that is promised, with records of the largest size that brokers take by default among them. */
    @Test
    void aSmallServiceThatIsKilledSendsEachOnce() throws Exception {
        try (Scenario scenario = scenario()) {
            URI uri = URI.create("http://127.0.0.1:" + freePort() + "/api/dead-letters/replays");
            scenario.set("micronaut.server.port", uri.getPort());
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(milliseconds(scenario, 600));
            for (int i = 0; i < 15; i++) {
                records.add(login(
                        scenario,
                        2_000 + i,
                        "\"timestamp\":1694623430123,\"device_type\":\"iOS\",\"more\":\"" + "x".repeat(900_000) + '"'));
            }
            scenario.feed(records);
            int letters = records.size();
            DlqRuns dlq = new DlqRuns(scenario, folder);

            try (ServiceProcess killed = smallService(scenario)) {
                awaitLetters(scenario, letters, killed, uri);
                accepted(uri, "{" + DIVIDE + ",\"rate\":100,\"execute\":true}");
                Await.until("it sends", () -> !dlq.replayed().isEmpty() || !killed.isAlive(), killed::log);
                assertThat(killed.isAlive()).as(killed.log()).isTrue();
                killed.kill();
            }
            int before = dlq.replayed().size();
            assertThat(before).isLessThan(letters);
            try (ServiceProcess again = smallService(scenario)) {
                awaitLetters(scenario, letters, again, uri);
                assertThat(events(uri, "{" + DIVIDE + ",\"execute\":true}").getLast())
                        .contains("\"state\":\"finished\"", "\"refused\":0");
                assertSentOnce(dlq, letters);
                awaitBalance(scenario, dlq);
                assertThat(again.isAlive()).as(again.log()).isTrue();
                again.terminate();
                assertThat(again.exitCode(30)).isEqualTo(143);
            }
        }
    }

    private static ServiceProcess smallService(Scenario scenario) throws Exception {
        return ServiceProcess.start(scenario.settings(), "-Xmx96m", "-XX:+ExitOnOutOfMemoryError");
    }

    private void awaitLetters(Scenario scenario, int letters, ServiceProcess service, URI uri) throws Exception {
        Await.until(
                "every record is a dead letter, and it answers",
                () -> !service.isAlive() || (scenario.published().deadLetters().size() >= letters && answers(uri)),
                service::log);
        assertThat(service.isAlive()).as(service.log()).isTrue();
    }

    private boolean answers(URI uri) throws Exception {
        try {
            return latest(uri).contains("no-replay");
        } catch (ConnectException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
