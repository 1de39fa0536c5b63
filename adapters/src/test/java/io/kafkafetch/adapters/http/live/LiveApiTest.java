package io.kafkafetch.adapters.http.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.Await;
import io.kafkafetch.adapters.Outcomes;
import io.kafkafetch.application.ledger.Commits;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.progress.Losses;
import io.kafkafetch.application.progress.PartitionProgress;
import io.kafkafetch.application.progress.ProgressReport;
import io.kafkafetch.application.published.PublishedInsight;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Metric;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be asked, and what is answered. */
class LiveApiTest {

    private final LiveServer server = new LiveServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void beforeAnythingIsToldTheNumbersAreZeroAndTheRestIsNull() {
        assertThat(server.get("/api/insights")
                        .body()
                        .replaceFirst("\"version\":\"[a-z0-9]+-[0-9]+\"", "\"version\":\"x-1\""))
                .isEqualTo("{\"version\":\"x-1\",\"state\":\"loading\",\"loading\":{\"read\":0,\"total\":0},"
                        + "\"problem\":null,\"unavailable_since\":null,\"since\":null,\"latest\":null,"
                        + "\"totals\":{\"logins\":0,\"rejected\":0,\"batches\":0,\"insights\":0},"
                        + "\"hours\":{\"zone\":\"Z\",\"logins\":[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0],\"peak\":null},"
                        + "\"logins_per_region\":{\"total\":0,\"names\":0,\"top\":[]},"
                        + "\"device_usage\":{\"total\":0,\"names\":0,\"top\":[]},"
                        + "\"app_version_usage\":{\"total\":0,\"names\":0,\"top\":[]},"
                        + "\"batches\":[],\"dead_letters\":{\"by_reason\":[],\"latest\":[]}}");
        assertThat(server.get("/api/pipeline").body())
                .isEqualTo("{\"status\":\"UP\",\"troubles\":{},\"trouble_reports\":[],"
                        + "\"instance\":\"host-0\",\"version\":\"1.2.3\","
                        + "\"started_at\":\"2026-11-25T08:00:00Z\",\"source\":\"kafka\",\"sink\":\"kafka\","
                        + "\"group\":\"kafka-fetch\",\"batch_size\":50,\"batch_max_age_ms\":5000,"
                        + "\"input_topic\":\"user-login\",\"output_topic\":\"insights\",\"dlq_topic\":\"user-login-dlq\","
                        + "\"insights\":\"all\","
                        + "\"rollups\":false,\"fresh\":false,\"checked_at\":null,\"lag\":{\"records\":null,\"seconds\":null},"
                        + "\"rates\":{\"logins_per_second\":0.0,\"rejected_per_second\":0.0,\"window_seconds\":10},"
                        + "\"partitions\":[],\"rejected\":[],\"skipped\":[],\"letter_counts\":null,\"lost\":[]}");
    }

    @Test
    void theEtagIsTheVersionAndSaysWhetherAnythingChanged() {
        HttpResponse<String> first = server.get("/api/insights");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(tag).isEqualTo("\"" + LiveServer.parse(first.body()).get("version") + "\"");
        HttpResponse<String> same = server.get("/api/insights", "If-None-Match", "\"other\", W/" + tag);
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.headers().firstValue("ETag")).contains(tag);

        server.insights.live();

        Await.until(
                "the tag changes",
                () -> server.get("/api/insights", "If-None-Match", tag).statusCode() == 200);
        assertThat(server.json("/api/insights")).containsEntry("state", "live").containsEntry("loading", null);
    }

    @Test
    void whatIsLostShowsByCause() {
        Partition partition = new Partition("user-login", 0);
        server.losses.lost(new Losses.Loss(partition, Losses.Cause.DELETED, OptionalLong.of(523)));
        server.losses.lost(new Losses.Loss(partition, Losses.Cause.ROTATED_AWAY, OptionalLong.empty()));

        Await.until(
                "both show",
                () -> server.get("/api/pipeline")
                        .body()
                        .endsWith("\"lost\":[{\"cause\":\"deleted\",\"losses\":1,\"records\":523},"
                                + "{\"cause\":\"rotated_away\",\"losses\":1,\"records\":0}]}"));
    }

    @Test
    void whatWasSkippedShowsByRuleTheMostFirst() {
        Partition partition = new Partition("user-login", 0);
        server.skipped.committed(
                new Commits.Commit(List.of(Outcomes.skipped(partition, 0, HourCounts.EMPTY, 523)), 0, 1));

        Await.until(
                "it shows",
                () -> server.get("/api/pipeline")
                        .body()
                        .contains("\"skipped\":[{\"rule\":\"/eventType\",\"count\":523}]"));
    }

    @Test
    void aBatchSaysHowManyOfItsRecordsWereSkippedWhereThereAreAny() {
        Partition partition = new Partition("user-login", 0);
        server.login(7, "RI");
        Instant now = Instant.now();
        for (Insight insight : Outcomes.outcome(partition, 8, 9).insights()) {
            server.insights.insight(new PublishedInsight(insight, "user-login-0@8-60", 1, 2, 50), now);
        }

        Await.until(
                "the batch shows",
                () -> server.get("/api/insights/batches/user-login-0@8-60")
                        .body()
                        .startsWith("{\"batch\":\"user-login-0@8-60\",\"events\":1,\"rejected\":2,\"skipped\":50,"));
        assertThat(server.get("/api/insights").body())
                .contains("\"last_offset\":60,\"events\":1,\"rejected\":2,\"skipped\":50,\"published_at\"");
        assertThat(server.get("/api/insights/batches/user-login-0@7-7").body())
                .startsWith("{\"batch\":\"user-login-0@7-7\",\"events\":1,\"rejected\":0,\"published_at\"");
    }

    @Test
    void whatBecameOfTheDeadLettersShowsWhileItIsKnown() {
        server.letters.begin();
        server.letters.letter(
                new LetterId(new Partition("user-login-dlq", 0), 17), Instant.parse("2026-11-25T09:00:00Z"));
        server.letters.known();
        Await.until(
                "it shows",
                () -> server.get("/api/pipeline")
                        .body()
                        .contains("\"letter_counts\":{\"open\":1,\"replayed\":0,\"parked\":0,\"discarded\":0,"
                                + "\"oldest_open\":\"2026-11-25T09:00:00Z\"}"));
        server.letters.unknown();
        Await.until("it is not known", () -> server.get("/api/pipeline").body().contains("\"letter_counts\":null"));
    }

    @Test
    void whatIsReportedShowsInBothDocuments() {
        HourCounts running = HourCounts.of(0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 9);
        server.pipeline.progress(new ProgressReport(
                Instant.parse("2026-11-25T09:00:00Z"),
                List.of(
                        new PartitionProgress(
                                new Partition("user-login", 0),
                                100,
                                OptionalLong.of(155),
                                Optional.of(Duration.ofMillis(1_234)),
                                running),
                        new PartitionProgress(
                                new Partition("user-login", 1),
                                7,
                                OptionalLong.of(7),
                                Optional.of(Duration.ZERO),
                                HourCounts.EMPTY))));

        Await.until("the report shows", () -> server.json("/api/pipeline").get("checked_at") != null);
        assertThat(server.get("/api/pipeline").body())
                .contains("\"checked_at\":\"2026-11-25T09:00:00Z\",\"lag\":{\"records\":55,\"seconds\":1.23},")
                .contains("\"partitions\":[{\"topic\":\"user-login\",\"partition\":0,\"position\":100,\"end\":155,"
                        + "\"lag\":55,\"lag_seconds\":1.23},{\"topic\":\"user-login\",\"partition\":1,\"position\":7,"
                        + "\"end\":7,\"lag\":0,\"lag_seconds\":0.00}]");
        assertThat(server.get("/api/insights").body()).contains("\"peak\":{\"hour\":19,\"logins\":9}}");
    }

    @Test
    void whereNoNewsCanBeHadTheLastStaysAndThatIsATrouble() {
        server.pipeline.progress(new ProgressReport(
                Instant.parse("2026-11-25T09:00:00Z"),
                List.of(new PartitionProgress(
                        new Partition("user-login", 0), 5, OptionalLong.empty(), Optional.empty(), HourCounts.EMPTY))));
        server.pipeline.unknown(Fault.of(TroubleCode.CLUSTER_AWAY, "no answer"));
        server.board.board.report("lane 0: committing", Fault.of(TroubleCode.CLUSTER_AWAY, "no answer"));
        server.board.board.report("topic user-login", Fault.of(TroubleCode.RECORDS_HELD));

        Await.until(
                "the trouble shows",
                () -> "DOWN".equals(server.json("/api/pipeline").get("status")));
        assertThat(server.get("/api/pipeline").body())
                .contains("\"troubles\":{\"lane 0: committing\":\"Kafka does not answer. Nothing is lost.\","
                        + "\"progress\":\"Kafka does not answer. Nothing is lost.\"}")
                .contains(
                        "\"trouble_reports\":[{\"code\":\"cluster-away\",\"severity\":\"down\","
                                + "\"place\":\"lane 0: committing, progress\",\"what\":\"Kafka does not answer\","
                                + "\"since\":\"1970-01-01T00:00:00Z\",\"effect\":\"Nothing is lost.\","
                                + "\"doing\":\"It tries again every few seconds.\",\"action\":\"See that the brokers run and that"
                                + " KAFKA_BOOTSTRAP_SERVERS can be reached from here.\",\"details\":\"no answer\","
                                + "\"runbook\":\"docs/RUNBOOK.md#cluster-away\"},{\"code\":\"records-held\",\"severity\":\"warning\",")
                .contains("\"checked_at\":\"2026-11-25T09:00:00Z\",\"lag\":{\"records\":null,\"seconds\":null}")
                .contains("\"position\":5,\"end\":null,\"lag\":null,\"lag_seconds\":null");
    }

    @Test
    void aBatchIsAnsweredWithItsInsightsAsTheyWerePublished() {
        server.login(17, "RI");

        HttpResponse<String> batch = server.get("/api/insights/batches/user-login-0%4017-17");

        assertThat(batch.statusCode()).isEqualTo(200);
        assertThat(batch.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(batch.body())
                .startsWith("{\"batch\":\"user-login-0@17-17\",\"events\":1,\"rejected\":0,\"published_at\":\"20")
                .endsWith("\"insights\":[{\"metric\":\"peak_hour\",\"hour\":8,\"logins\":1,\"scope\":\"running\","
                        + "\"batch\":\"user-login-0@17-17\",\"events\":1,\"rejected\":0},"
                        + "{\"metric\":\"logins_per_region\",\"region\":\"RI\",\"count\":1,\"scope\":\"batch\","
                        + "\"batch\":\"user-login-0@17-17\",\"events\":1,\"rejected\":0},"
                        + "{\"metric\":\"device_usage\",\"device_type\":\"iOS\",\"percentage\":100.0,\"count\":1,"
                        + "\"scope\":\"batch\",\"batch\":\"user-login-0@17-17\",\"events\":1,\"rejected\":0}]}");
        assertThat(server.get("/api/insights/batches/user-login-0@17-17").body())
                .isEqualTo(batch.body());
    }

    @Test
    void aBatchThatIsNotKeptIsAProblem() {
        HttpResponse<String> none = server.get("/api/insights/batches/user-login-0%40400-449");

        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(LiveServer.parse(none.body())).containsEntry("code", "batch-not-kept");
        assertThat(none.body()).doesNotContain("400-449");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/insights", "/api/pipeline", "/api/insights/stream", "/page/main.js", "/", "/openapi.yml"})
    void headIsAnsweredAsGetWithoutABody(String path) {
        HttpResponse<String> head = server.send("HEAD", path);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Type")).isPresent();
        assertThat(server.hub.viewers()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/nothing,404,not-found",
        "GET,/page/nothing.js,404,not-found",
        "POST,/api/insights,405,method-not-allowed",
        "POST,/api/logins,404,not-found"
    })
    void whatIsNotThereIsAProblemWhateverTheSource(String method, String path, int status, String code) {
        HttpResponse<String> answer = server.send(method, path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(LiveServer.parse(answer.body())).containsEntry("code", code).containsEntry("status", status);
    }

    @Test
    void theDescriptionIsServedWhateverTheSourceAndSpeaksOfEveryPath() {
        Map<String, Object> described =
                new org.yaml.snakeyaml.Yaml().load(server.get("/openapi.yml").body());

        assertThat((Map<?, ?>) described.get("paths"))
                .extracting(Map::keySet)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.collection(Object.class))
                .containsExactlyInAnyOrder(
                        "/api/logins",
                        "/api/insights",
                        "/api/insights/batches/{batch}",
                        "/api/insights/stream",
                        "/api/dead-letters",
                        "/api/dead-letters/replays",
                        "/api/dead-letters/replays/latest",
                        "/api/pipeline",
                        "/api/rollups",
                        "/api/session");
    }

    @Test
    void everyMetricIsDescribed() {
        String description = server.get("/openapi.yml").body();
        Map<String, Object> described = new org.yaml.snakeyaml.Yaml().load(description);

        assertThat(described).containsKey("paths");
        assertThat(description).doesNotContain("breakdowns");
        for (Metric.Ranked metric : Metric.Ranked.values()) {
            assertThat(description)
                    .contains("      - " + metric.wireName() + "\n")
                    .contains(
                            "        " + metric.wireName() + ":\n          $ref: \"#/components/schemas/Breakdown\"\n");
        }
    }

    @Test
    void thePageKnowsEveryMetric() {
        HttpResponse<String> script = server.get("/page/metrics.js");

        assertThat(script.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/javascript"));
        assertThat(script.body())
                .startsWith("export const metrics = [\n")
                .contains("{ metric: \"device_usage\", title: \"Device usage\", field: \"device_type\","
                        + " words: [\"device type\", \"device types\"] },\n");
        assertThat(script.body().lines()).hasSize(2 + Metric.Ranked.values().length);
    }

    @Test
    void anotherSitesPageMayReadNothing() {
        assertThat(server.get("/api/insights", "Origin", "https://elsewhere.example")
                        .headers()
                        .map())
                .doesNotContainKey("access-control-allow-origin");
    }
}
