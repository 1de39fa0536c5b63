package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.kafkafetch.adapters.broker.EmbeddedBroker;
import io.kafkafetch.adapters.json.StrictJson;
import io.kafkafetch.adapters.json.StrictJson.Members;
import io.kafkafetch.domain.insight.ChosenMetrics;
import io.kafkafetch.domain.rollup.Resolution;
import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.rollup.WindowTally;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.serde.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same logins through every source and into every sink: equal totals, and equal insights where batches are equal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameInsightsTest {

    private @Nullable EmbeddedBroker broker;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    void start() {
        broker = EmbeddedBroker.startTemporary(0);
    }

    @AfterAll
    void stop() {
        requireNonNull(broker).close();
    }

    /**
     * What a sink holds in the end.
     *
     * @param rollups none where the sink has no totals
     */
    record Result(List<String> insights, List<List<String>> rejectedCodes, Optional<SameRollups> rollups) {
        SameTotals totals() {
            return SameTotals.of(insights, rejectedCodes);
        }

        long records() {
            return totals().accepted() + rejectedCodes.size();
        }
    }

    /** A way of all lines from a source to a sink; what is published names the stream {@code user-login}. */
    @FunctionalInterface
    interface Route {
        Result take(SameInput input) throws Exception;
    }

    private Stream<Arguments> ofOnePartition() throws Exception {
        return routes(Map.of(
                "kafka to kafka", input -> kafkaToKafka(input, 1),
                "kafka to file", input -> kafkaToFile(input, 1),
                "file to file", this::fileToFile,
                "file to kafka", this::fileToKafka,
                "file to console", this::fileToConsole,
                "standard input to analyze", this::analyze,
                "http to kafka", input -> httpToKafka(input, 1),
                "http to file", this::httpToFile));
    }

    private Stream<Arguments> ofSixPartitions() throws Exception {
        return routes(Map.of(
                "kafka to kafka", input -> kafkaToKafka(input, 6),
                "kafka to file", input -> kafkaToFile(input, 6),
                "http to kafka", input -> httpToKafka(input, 6)));
    }

    private static Stream<Arguments> routes(Map<String, Route> routes) throws IOException {
        SameInput golden = SameInput.golden();
        SameInput generated = SameInput.generated();
        return routes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(route -> Stream.of(
                        Arguments.of(route.getKey(), golden, route.getValue()),
                        Arguments.of(route.getKey(), generated, route.getValue())));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource
    void ofOnePartition(String name, SameInput input, Route route) throws Exception {
        Result result = route.take(input);

        check(result, input);
        assertThat(result.insights()).isEqualTo(input.insights("user-login"));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource
    void ofSixPartitions(String name, SameInput input, Route route) throws Exception {
        check(route.take(input), input);
    }

    private Stream<Arguments> ofAnyVendor() {
        Map<String, Route> routes = Map.of(
                "kafka to kafka",
                input -> kafkaToKafka(input, 1),
                "file to file",
                this::fileToFile,
                "http to kafka",
                input -> httpToKafka(input, 1),
                "standard input to analyze",
                this::analyze);
        return SameInput.feeds().stream()
                .filter(input -> input.mapping().isPresent())
                .flatMap(input -> routes.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(route -> Arguments.of(route.getKey(), input, route.getValue())));
    }

    /** What a login says is counted, not how: byte for byte what the plain logins give. */
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource
    void ofAnyVendor(String name, SameInput input, Route route) throws Exception {
        Result result = route.take(input);

        check(result, input);
        assertThat(result.insights()).isEqualTo(SameInput.feeds().getFirst().insights("user-login"));
    }

    private Stream<Arguments> ofSomeInsights() throws Exception {
        Map<String, Route> routes = Map.of(
                "kafka to kafka",
                input -> kafkaToKafka(input, 1),
                "kafka to file",
                input -> kafkaToFile(input, 1),
                "file to file",
                this::fileToFile,
                "file to console",
                this::fileToConsole);
        ChosenMetrics chosen = ChosenMetrics.of("device_usage,peak_hour").orElseThrow();
        SameInput input = SameInput.golden().publishing(chosen);
        return routes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(route -> Arguments.of(route.getKey(), input, route.getValue()));
    }

    /** Those of all insights without the others, byte for byte; everything else is the same. */
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource
    void ofSomeInsights(String name, SameInput input, Route route) throws Exception {
        Result result = route.take(input);

        assertThat(result.insights()).isEqualTo(input.insights("user-login"));
        assertThat(result.rejectedCodes()).isEqualTo(input.rejectedCodes());
        result.rollups()
                .ifPresent(rollups -> assertThat(rollups.comparable())
                        .isEqualTo(input.rollups().comparable()));
    }

    private static void check(Result result, SameInput input) {
        assertThat(result.totals()).isEqualTo(input.totals());
        result.rollups()
                .ifPresent(rollups -> assertThat(rollups.comparable())
                        .isEqualTo(input.rollups().comparable()));
    }

    // ---- routes

    private Result kafkaToKafka(SameInput input, int partitions) throws Exception {
        try (Scenario scenario = scenario(input, partitions)) {
            feed(scenario, input, partitions);
            scenario.start();
            return publishedBy(scenario, input);
        }
    }

    private Result kafkaToFile(SameInput input, int partitions) throws Exception {
        try (Scenario scenario = scenario(input, partitions)) {
            feed(scenario, input, partitions);
            toFiles(scenario).start();
            return writtenBy(scenario, input);
        }
    }

    private Result fileToKafka(SameInput input) throws Exception {
        try (Scenario scenario = scenario(input, 1)) {
            runToItsEnd(fromFile(scenario, input));
            return publishedBy(scenario, input);
        }
    }

    private Result fileToFile(SameInput input) throws Exception {
        try (Scenario scenario = scenario(input, 1)) {
            runToItsEnd(toFiles(fromFile(scenario, input)));
            return writtenBy(scenario, input);
        }
    }

    /** A screen shows of a dead letter why it is one, and where it was. */
    private Result fileToConsole(SameInput input) throws Exception {
        try (Scenario scenario = scenario(input, 1)) {
            fromFile(scenario, input).set("kafka-fetch.sink", "console");
            Path out = Files.createTempFile(folder, "out", ".jsonl");
            Path errors = Files.createTempFile(folder, "errors", ".txt");
            Process process = ServiceProcess.command(scenario.settings(), "run")
                    .redirectOutput(out.toFile())
                    .redirectError(errors.toFile())
                    .start();
            assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
            long rejected = Files.readAllLines(errors).stream()
                    .filter(line -> line.startsWith("rejected "))
                    .count();
            assertThat(rejected).isEqualTo(input.lines().size() - input.totals().accepted());
            return sameStream(scenario, new Result(Files.readAllLines(out), input.rejectedCodes(), Optional.empty()));
        }
    }

    private Result analyze(SameInput input) throws Exception {
        Path file = Files.write(Files.createTempFile(folder, "logins", ".jsonl"), input.file());
        Path rejects = Files.createTempFile(folder, "rejects", ".jsonl");
        Path out = Files.createTempFile(folder, "out", ".jsonl");
        List<String> arguments =
                new ArrayList<>(List.of("analyze", "-", "--format", "jsonl", "--rejects", rejects.toString()));
        input.mapping().ifPresent(mapping -> arguments.add("--mapping=" + mapping));
        Process process = ServiceProcess.command(Map.of(), arguments.toArray(String[]::new))
                .redirectInput(file.toFile())
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        return new Result(Files.readAllLines(out), codesOfDeadLetters(Files.readAllLines(rejects)), Optional.empty());
    }

    /** An hour is an hour, and its users are about as many, without any service. */
    @Test
    void analyzeHasTheSameHours() throws Exception {
        SameInput input = SameInput.generated();
        Path file = Files.write(Files.createTempFile(folder, "logins", ".jsonl"), input.file());
        Path out = Files.createTempFile(folder, "out", ".jsonl");
        Process process = ServiceProcess.command(
                        Map.of(), "analyze", file.toString(), "--by", "hour", "--unique-users", "--format", "jsonl")
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor()).isZero();

        Map<Window, WindowTally> hours = new HashMap<>(input.rollups().windows());
        hours.keySet().removeIf(window -> window.resolution() != Resolution.HOUR);
        for (String line : Files.readAllLines(out)) {
            Members window = StrictJson.read(line.getBytes(UTF_8));
            long start = Instant.parse(window.text("start")).getEpochSecond();
            WindowTally expected = requireNonNull(hours.remove(new Window(Resolution.HOUR, start)));
            assertThat(window.number("logins")).isEqualTo(expected.logins());
            long users = expected.users().sketch().orElseThrow().estimate();
            Members counted = window.object("unique_users");
            assertThat((double) counted.number("estimate")).isCloseTo((double) users, withinPercentage(10));
            assertThat(counted.number("lower")).isLessThanOrEqualTo(counted.number("estimate"));
        }
        assertThat(hours).isEmpty();
    }

    private Result httpToKafka(SameInput input, int partitions) throws Exception {
        try (Scenario scenario = scenario(input, partitions).set("kafka-fetch.source", "http")) {
            post(scenario, input);
            return publishedBy(scenario, input);
        }
    }

    private Result httpToFile(SameInput input) throws Exception {
        try (Scenario scenario = toFiles(scenario(input, 1)).set("kafka-fetch.source", "http")) {
            post(scenario, input);
            return writtenBy(scenario, input);
        }
    }

    // ---- sources

    /** A last batch stays open in some of several partitions, so that there batches are closed by their age too. */
    private Scenario scenario(SameInput input, int partitions) throws Exception {
        String cluster = requireNonNull(broker).bootstrapServers();
        return new Scenario(cluster, partitions)
                .set("kafka-fetch.batch-max-age", partitions == 1 ? "1h" : "1s")
                .set("kafka-fetch.rollups", "on")
                .set("kafka-fetch.insights", input.chosen().text())
                .set("kafka-fetch.login-mapping", input.mapping().orElse(""))
                .set("kafka-fetch.unique-users-key", SameRollups.SECRET);
    }

    private static void feed(Scenario scenario, SameInput input, int partitions) throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (byte[] line : input.lines()) {
            records.add(new ProducerRecord<>(scenario.inputTopic(), records.size() % partitions, new byte[0], line));
        }
        scenario.feed(records);
    }

    private Scenario fromFile(Scenario scenario, SameInput input) throws IOException {
        Path file = Files.write(Files.createTempFile(folder, "logins", ".jsonl"), input.file());
        return scenario.set("kafka-fetch.source", "file").set("kafka-fetch.source-file", file);
    }

    private static void runToItsEnd(Scenario scenario) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(scenario.settings())) {
            assertThat(service.exitCode(120)).as(service.log()).isZero();
        }
    }

    /** As one gzip of all lines; the answer must tell what is accepted and what is not. */
    private static void post(Scenario scenario, SameInput input) throws Exception {
        ApplicationContext service = scenario.set("micronaut.server.port", -1).start();
        EmbeddedServer server = service.getBean(EmbeddedServer.class).start();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
            gzip.write(input.file());
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(server.getURI().resolve("/api/logins"))
                            .header("Content-Type", "application/x-ndjson")
                            .header("Content-Encoding", "gzip")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(207);
            Map<String, Object> told =
                    ObjectMapper.getDefault().readValue(answer.body(), Argument.mapOf(String.class, Object.class));
            assertThat(told).containsEntry("accepted", (int) input.totals().accepted());
            assertThat(told)
                    .containsEntry(
                            "rejected",
                            input.lines().size() - (int) input.totals().accepted());
        }
    }

    // ---- sinks

    private static Result publishedBy(Scenario scenario, SameInput input) throws Exception {
        Await.until(
                "all is published",
                () -> result(scenario).records() >= input.lines().size());
        if (setting(scenario, "source").equals("file")) { // and so is over: who merges is another instance
            scenario.set("kafka-fetch.source", "kafka").start();
        }
        Await.until(
                "all is added up",
                () -> scenario.rollups().standing().counted() == input.totals().accepted());
        return result(scenario);
    }

    private static String setting(Scenario scenario, String name) {
        return String.valueOf(scenario.settings().get("kafka-fetch." + name));
    }

    private static Result result(Scenario scenario) {
        List<List<String>> codes = scenario.published().deadLetters().stream()
                .map(letter -> List.of(
                        Scenario.header(letter.record(), "__dlq.errors.reason").split(",")))
                .toList();
        Optional<SameRollups> rollups = Optional.of(SameRollups.of(scenario.rollups()));
        return sameStream(scenario, new Result(scenario.insightLines(), codes, rollups));
    }

    private Scenario toFiles(Scenario scenario) throws IOException {
        return scenario.set("kafka-fetch.sink", "file")
                .set("kafka-fetch.sink-dir", Files.createTempDirectory(folder, "sink"));
    }

    private static Result writtenBy(Scenario scenario, SameInput input) throws Exception {
        Path sink = Path.of(setting(scenario, "sink-dir"));
        Await.until(
                "all is written", () -> written(sink).records() >= input.lines().size());
        Await.until(
                "all is added up",
                () -> SameRollups.in(sink)
                        .filter(rollups ->
                                rollups.standing().counted() == input.totals().accepted())
                        .isPresent());
        return sameStream(scenario, written(sink));
    }

    private static Result written(Path sink) throws IOException {
        return new Result(
                SinkFiles.lines(sink, "insights-"),
                codesOfDeadLetters(SinkFiles.lines(sink, "dead-letters-")),
                SameRollups.in(sink).map(SameRollups::of));
    }

    private static List<List<String>> codesOfDeadLetters(List<String> lines) throws IOException {
        List<List<String>> codes = new ArrayList<>();
        for (String line : lines) {
            codes.add(codes(ObjectMapper.getDefault().readValue(line, Argument.mapOf(String.class, Object.class))));
        }
        return codes;
    }

    private static List<String> codes(Map<String, Object> deadLetter) {
        if (!(deadLetter.get("reasons") instanceof List<?> reasons)) {
            throw new AssertionError("no reasons in " + deadLetter.keySet());
        }
        return reasons.stream()
                .map(reason -> String.valueOf(((Map<?, ?>) reason).get("code")))
                .toList();
    }

    /** A scenario's input topic has a name of its own, and what is published names it. */
    private static Result sameStream(Scenario scenario, Result result) {
        String own = "\"batch\":\"" + scenario.inputTopic() + "-";
        return new Result(
                result.insights().stream()
                        .map(insight -> insight.replace(own, "\"batch\":\"user-login-"))
                        .toList(),
                result.rejectedCodes(),
                result.rollups());
    }
}
