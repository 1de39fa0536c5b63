package io.kafkafetch.adapters.http.replays;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.kafkafetch.adapters.http.guard.Sites;
import io.kafkafetch.adapters.http.identity.Access;
import io.kafkafetch.adapters.http.identity.token.BearerTokens;
import io.kafkafetch.adapters.http.identity.token.Token;
import io.kafkafetch.adapters.http.identity.token.TokenFile;
import io.kafkafetch.adapters.http.live.LiveServer;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.application.letter.Content;
import io.kafkafetch.application.letter.Failure;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterReason;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.LetterStates;
import io.kafkafetch.application.letter.Letters;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.replay.DryRun;
import io.kafkafetch.application.replay.Originals;
import io.kafkafetch.application.replay.ReplayBalance;
import io.kafkafetch.application.replay.ReplayDecider;
import io.kafkafetch.application.replay.Rule;
import io.kafkafetch.application.replay.RunEndedException;
import io.kafkafetch.application.replay.desk.ReplayDesk;
import io.kafkafetch.application.replay.desk.ReplayOrder;
import io.kafkafetch.application.replay.desk.RunWatch;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.micronaut.json.JsonMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ReplaysApiTest {

    private static final String PATH = "/api/dead-letters/replays";
    private static final String LATEST = PATH + "/latest";
    private static final String[] JSON = {"Content-Type", "application/json"};
    private static final String[] JSON_BOTH = {"Content-Type", "application/json", "Accept", "application/json"};
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("kafka-fetch.audit");
    private static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    private final BlockingQueue<ReplayOrder> orders = new LinkedBlockingQueue<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final ListAppender<ILoggingEvent> audit = new ListAppender<>();
    private boolean isHeld;
    private @Nullable RunEndedException end;
    private @Nullable RuntimeException failure;

    private final ReplayDesk desk = new ReplayDesk(
            this::perform, 1 << 20, now -> "run-" + now, InstantSource.fixed(NOW), System::nanoTime, unexpected -> {});
    private final ReplayStreams streams = new ReplayStreams(JsonMapper.createDefault());
    private final ReplayResponses responses =
            new ReplayResponses(Optional.of(desk), streams, ZoneId.of("Europe/Berlin"), false);
    private LiveServer server = LiveServer.with(responses, List.of());

    @BeforeEach
    void listen() {
        audit.start();
        LOGGER.setLevel(Level.INFO);
        LOGGER.addAppender(audit);
    }

    @AfterEach
    void stop() {
        released.countDown();
        LOGGER.detachAppender(audit);
        LOGGER.setLevel(null);
        desk.close();
        server.close();
    }

    // ---- letters: three of an app that sent milliseconds, and one that cannot be saved

    private static Letter letter(long offset, String timestamp) {
        String login = "{\"user_id\":\"secret\",\"app_version\":\"1\",\"ip\":\"secret\",\"locale\":\"RI\","
                + "\"device_id\":\"secret\",\"device_type\":\"iOS\",\"timestamp\":" + timestamp + "}";
        return new Letter(
                new LetterId(new Partition("user-login-dlq", 0), offset),
                NOW,
                new Failure(
                        Optional.of(new Origin(new Partition("user-login", 0), 100 + offset)),
                        "",
                        List.of(new LetterReason("out-of-range", "timestamp")),
                        NOW,
                        "kafka-fetch",
                        0,
                        Optional.empty()),
                new Content.Whole(new Original(null, login.getBytes(UTF_8), List.of())));
    }

    private static final class FourLetters implements Letters {
        @Override
        public <E extends Exception> void read(LetterFilter filter, Taker<E> taker) throws E, InterruptedException {
            for (Letter letter : List.of(
                    letter(3, "1694623430123"),
                    letter(5, "1694623430123"),
                    letter(6, "1694623430123"),
                    letter(9, "\"never\""))) {
                if (!taker.take(letter)) {
                    return;
                }
            }
        }
    }

    private void perform(ReplayOrder order, String run, RunWatch watch) throws RunEndedException, InterruptedException {
        orders.add(order);
        LoginDecoder decoder = new LoginDecoder(MissingDeviceType.DEAD_LETTER);
        ReplayBalance balance = new ReplayBalance();
        watch.follow(balance);
        Originals whole = letter -> new Originals.Found.Whole(((Content.Whole) letter.content()).original());
        ReplayDecider decider = new ReplayDecider(
                watch.overOriginals(whole),
                order.rules(),
                Optional.of((value, headers) -> decoder.decode(value == null ? null : ByteBuffer.wrap(value))),
                "user-login",
                Optional.empty(),
                order.mostReplays());
        new DryRun(watch.overLetters(new FourLetters()), order.filter(), decider, order.limits())
                .of(new LetterStates(), balance);
        if (isHeld) {
            released.await();
        }
        if (end != null) {
            throw end;
        }
        if (failure != null) {
            throw failure;
        }
    }

    // ---- orders

    @Test
    void theEventsOfADryRunEndWithItsResult() throws Exception {
        HttpResponse<String> answer =
                server.post(PATH, "{\"rules\":[{\"rule\":\"divide\",\"field\":\"timestamp\",\"by\":1000}]}", JSON);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(answer.headers().firstValue("Content-Location")).contains(LATEST);
        assertThat(answer.body())
                .startsWith(": a replay\n\n")
                .doesNotContain("event: trouble", "secret")
                .contains("\n\nevent: result\ndata: ");
        String result = answer.body().substring(answer.body().indexOf("event: result\ndata: ") + 20);
        assertThat(LiveServer.parse(result)).isEqualTo(LiveServer.parse("""
                {"run":"run-2026-01-05T09:00:00Z","execute":false,"state":"finished","by":null,
                 "begun_at":"2026-01-05T09:00:00Z","ended_at":"2026-01-05T09:00:00Z","looked_at":4,"chosen":4,
                 "accepted":3,"rejected_again":1,"parked":0,"refused":0,
                 "kinds":[{"outcome":"accepted","what":"divide timestamp=1000","count":3,
                  "examples":["user-login-dlq-0@3","user-login-dlq-0@5","user-login-dlq-0@6"]},
                  {"outcome":"rejected_again","what":"wrong-type timestamp","count":1,
                  "examples":["user-login-dlq-0@9"]}],
                 "limit_reached":false,"trouble":null}"""));
        assertThat(LiveServer.parse(server.get(LATEST).body())).isEqualTo(LiveServer.parse(result));
        ReplayOrder order = orders.take();
        assertThat(order.isExecuted()).as("unless told otherwise").isFalse();
        assertThat(order.filter()).isEqualTo(LetterFilter.ALL.in(LetterState.OPEN));
        assertThat(order.limits().most()).isEqualTo(100_000);
        assertThat(order.limits().canary()).isEmpty();
        assertThat(order.limits().stopAt()).isEqualTo(0.1);
        assertThat(order.mostReplays()).isEqualTo(3);
        assertThat(order.rate()).isZero();
    }

    @Test
    void allThatTheCommandCanIsOrderedInOneBody() throws Exception {
        HttpResponse<String> answer = server.post(PATH, """
                {"ids":["user-login-dlq-0@17","user-login-dlq-0@3"],"reason":"out-of-range","field":"timestamp",
                 "since":"2026-01-05","until":"2026-01-06T10:00:00Z","partition":2,"key":"k 1","state":"parked",
                 "rules":[{"rule":"rename","from":"os","to":"device_type"},{"rule":"divide","field":"timestamp","by":1000},
                  {"rule":"set","field":"device_type","value":"unknown"},{"rule":"trim"}],
                 "rate":500,"canary":100,"stop_at":25,"max_replays":2,"limit":1000,"because":"app 2.3.1","execute":true}""", JSON_BOTH);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Location")).contains(LATEST);
        ReplayOrder order = orders.take();
        assertThat(order.filter().ids()).extracting(LetterId::offset).containsExactlyInAnyOrder(17L, 3L);
        assertThat(order.filter().reason()).contains("out-of-range");
        assertThat(order.filter().field()).contains("timestamp");
        assertThat(order.filter().since()).contains(Instant.parse("2026-01-04T23:00:00Z"));
        assertThat(order.filter().until()).contains(Instant.parse("2026-01-06T10:00:00Z"));
        assertThat(order.filter().partition()).isEqualTo(OptionalInt.of(2));
        assertThat(order.filter().key()).contains("k 1");
        assertThat(order.filter().state()).contains(LetterState.PARKED);
        assertThat(order.rules())
                .extracting(Rule::text)
                .containsExactly("rename os=device_type", "divide timestamp=1000", "set device_type", "trim");
        assertThat(order.rate()).isEqualTo(500);
        assertThat(order.limits().canary()).isEqualTo(OptionalInt.of(100));
        assertThat(order.limits().stopAt()).isEqualTo(0.25);
        assertThat(order.limits().most()).isEqualTo(1_000);
        assertThat(order.limits().batch()).isEqualTo(250);
        assertThat(order.mostReplays()).isEqualTo(2);
        assertThat(order.because()).isEqualTo("app 2.3.1");
        assertThat(order.isExecuted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"exceute":true}              | exceute: expected no such member, but ids, reason, field, since, until, partition, key, state, rules, rate, canary, stop_at, max_replays, limit, because, execute
            {"execute":"true"}            | execute: expected true or false; leave it out for a dry run
            {"execute":null}              | execute: expected true or false; leave it out for a dry run
            {"ids":[]}                    | ids: expected an array of 1 to 500 ids such as user-login-dlq-0@17; leave it out for any
            {"ids":["17"]}                | ids[0]: expected an id such as user-login-dlq-0@17
            {"reason":"a b"}              | reason: expected a code such as missing; leave it out for any
            {"field":7}                   | field: expected a field such as device_type; leave it out for any
            {"since":"2h"}                | since: expected a day or a time, such as 2026-01-31, 2026-01-31T08:00 in Europe/Berlin or 2026-01-31T08:00:00Z; leave it out for any
            {"since":"2026-01-05","until":"2026-01-05"} | until: expected a time after since
            {"partition":-1}              | partition: expected a whole number from 0 to 999999999; leave it out for any
            {"key":1}                     | key: expected a text of at most 1024 characters; leave it out for any
            {"state":"replayed"}          | state: expected open, parked or discarded: a letter is replayed once. Leave it out for open
            {"rules":{}}                  | rules: expected an array of 1 to 100 rules such as {"rule":"trim"}
            {"rules":[{"rule":"drop"}]}   | rules[0].rule: expected set, divide, rename or trim
            {"rules":[{"rule":"divide","field":"timestamp","by":1}]} | rules[0].by: expected a whole number from 2 to 999999999999999999, such as 1000
            {"rules":[{"rule":"set","field":"os","value":"x"}]} | rules: expected fields of a login, app_version, device_id, device_type, ip, locale, timestamp, user_id, and not os
            {"rate":0}                    | rate: expected a whole number from 1 to 1000000, records a second; leave it out for as fast as possible
            {"rate":1.5}                  | rate: expected a whole number from 1 to 1000000, records a second; leave it out for as fast as possible
            {"canary":10001}              | canary: expected a whole number from 1 to 10000, records sent first; leave it out to send all at once
            {"stop_at":10}                | stop_at: expected canary beside it; leave both out to send all at once
            {"canary":1,"stop_at":101}    | stop_at: expected a whole number from 0 to 100, percent of the canary; leave it out for 10
            {"max_replays":0}             | max_replays: expected a whole number from 1 to 1000
            {"limit":100001}              | limit: expected a whole number from 1 to 100000; order again for more
            {"because":"a\\nb"}           | because: expected a text of one line
            {"rate":"5","limit":0}        | rate: expected a whole number from 1 to 1000000, records a second; leave it out for as fast as possible; limit: expected a whole number from 1 to 100000; order again for more
            []                            | the body: expected one JSON object without repeated members, such as {"reason":"missing"}; {} is a dry run of all open letters (the whole is not an object)
            {"key":"secret","key":1}      | the body: expected one JSON object without repeated members, such as {"reason":"missing"}; {} is a dry run of all open letters (it is not one JSON object)
                                          | the body: expected one JSON object without repeated members, such as {"reason":"missing"}; {} is a dry run of all open letters (it is empty)
            """)
    void whatCannotBeDoneIsSaidOfItsMember(@Nullable String body, String detail) {
        HttpResponse<String> answer = server.post(PATH, body == null ? "" : body, JSON);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(LiveServer.parse(answer.body()))
                .containsEntry("code", "bad-replay")
                .containsEntry("detail", detail);
        assertThat(orders).isEmpty();
    }

    @Test
    void whatIsNoJsonOrTooLongIsNotRead() {
        assertThat(code(server.post(PATH, "{}", "Content-Type", "text/plain"), 415))
                .isEqualTo("unsupported-media-type");
        assertThat(code(server.post(PATH, "{}"), 415)).isEqualTo("unsupported-media-type");
        assertThat(code(server.post(PATH, "{\"key\":\"" + "x".repeat(70_000) + "\"}", JSON), 413))
                .isEqualTo("replay-too-large");
        assertThat(code(server.send("PUT", PATH), 405)).isEqualTo("method-not-allowed");
        assertThat(code(server.get(PATH), 405)).isEqualTo("method-not-allowed");
        assertThat(orders).isEmpty();
    }

    private static Object code(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        return LiveServer.parse(answer.body()).getOrDefault("code", "none");
    }

    // ---- runs

    @Test
    void oneRunsAtATimeAndCanBeEnded() throws Exception {
        assertThat(code(server.get(LATEST), 404)).isEqualTo("no-replay");
        assertThat(code(server.send("DELETE", LATEST), 404)).isEqualTo("no-replay");
        isHeld = true;
        assertThat(server.post(PATH, "{}", JSON_BOTH).body()).contains("\"state\":\"running\"");
        orders.take();

        HttpResponse<String> second = server.post(PATH, "{}", JSON);
        assertThat(code(second, 409)).isEqualTo("replay-running");
        assertThat(second.headers().firstValue("Retry-After")).contains("5");
        assertThat(server.json(LATEST)).containsEntry("state", "running");

        HttpResponse<String> ended = server.send("DELETE", LATEST);
        assertThat(ended.body()).contains("\"state\":\"ended-early\"", "\"code\":\"stopped\"", "\"looked_at\":4");
        assertThat(server.send("DELETE", LATEST).body()).isEqualTo(ended.body());
        isHeld = false;
        assertThat(server.post(PATH, "{}", JSON).body()).contains("\"state\":\"finished\"");
    }

    @Test
    void whoWatchesHearsOfEachEarlyEndAndOfNoSecret() {
        end = new RunEndedException.Fenced();
        assertThat(server.post(PATH, "{\"execute\":true}", JSON).body())
                .contains(
                        "event: trouble\ndata: {\"code\":\"fenced\",\"detail\":\"another run of dlq with the same GROUP_ID"
                                + " has taken over: this one has ended")
                .contains("\n\nevent: result\ndata: {\"run\":\"run-2026-01-05T09:00:00Z\",\"execute\":true,"
                        + "\"state\":\"ended-early\"");
        end = new RunEndedException.Silent("group g did not read");
        assertThat(server.post(PATH, "{}", JSON).body()).contains("{\"code\":\"canary-silent\",\"detail\":\"group g");
        end = null;
        failure = new IllegalStateException("secret");
        assertThat(server.post(PATH, "{}", JSON).body())
                .contains("\"code\":\"failed\"")
                .doesNotContain("secret");
    }

    @Test
    void theEventsOfARunCanBeFollowedLater() throws Exception {
        isHeld = true;
        server.post(PATH, "{}", JSON_BOTH);
        orders.take();
        List<String> seen = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            Iterator<String> lines = client.send(
                            HttpRequest.newBuilder(server.uri(LATEST))
                                    .header("Accept", "text/event-stream")
                                    .build(),
                            HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .iterator();
            while (lines.hasNext()) {
                seen.add(lines.next());
                if (seen.stream().filter("event: progress"::equals).count() == 2) { // also without news
                    released.countDown();
                }
            }
        }

        assertThat(seen).containsSubsequence("event: progress", "event: progress", "event: result");
        assertThat(seen.get(seen.indexOf("event: progress") + 1)).contains("\"state\":\"running\"");
    }

    @Test
    void aServiceThatStopsTakesNoOrder() {
        desk.close();

        assertThat(code(server.post(PATH, "{}", JSON), 503)).isEqualTo("stopping");
    }

    @Test
    void aServiceWithAnotherSinkSaysSo() {
        server.close();
        server = LiveServer.with(new ReplayResponses(Optional.empty(), streams, ZoneId.of("UTC"), false), List.of());

        assertThat(code(server.post(PATH, "{}", JSON), 404)).isEqualTo("no-dead-letter-topic");
        assertThat(code(server.get(LATEST), 404)).isEqualTo("no-dead-letter-topic");
        assertThat(code(server.send("DELETE", LATEST), 404)).isEqualTo("no-dead-letter-topic");
    }

    @Test
    void rulesAreRefusedWhereTheServiceReadsEventsOfAnotherForm() {
        server.close();
        server = LiveServer.with(new ReplayResponses(Optional.of(desk), streams, ZoneId.of("UTC"), true), List.of());
        HttpResponse<String> refused = server.post(PATH, "{\"rules\":[{\"rule\":\"trim\"}]}", JSON);

        assertThat(code(refused, 400)).isEqualTo("bad-replay");
        assertThat(refused.body()).contains("LOGIN_MAPPING");
    }

    // ---- who

    @Test
    void onlyWhoOperatesMayOrderAndTheLogSaysWhoDidWhat() throws Exception {
        server.close();
        Path tokens = Files.writeString(
                folder.resolve("tokens"),
                Token.line("night-shift", "view,operate", "run") + "\n" + Token.line("analysts", "view", "see") + "\n"
                        + Token.line("app", "post", "give") + "\n");
        server = LiveServer.with(responses, List.of(new Access(new BearerTokens(TokenFile.open(tokens)))));

        assertThat(code(server.post(PATH, "{}", JSON), 401)).isEqualTo("unauthenticated");
        assertThat(code(server.post(PATH, "{}", with("give")), 403)).isEqualTo("role-missing");
        assertThat(code(server.post(PATH, "{}", with("see")), 403)).isEqualTo("role-missing");
        assertThat(code(server.send("DELETE", LATEST, with("see")), 403)).isEqualTo("role-missing");
        assertThat(orders).isEmpty();
        assertThat(server.post(PATH, "{\"limit\":2,\"because\":\"secret\"}", with("run"))
                        .body())
                .contains("\"by\":\"night-shift\"", "\"limit_reached\":true");

        assertThat(server.get(LATEST, with("see")).statusCode()).isEqualTo(200);
        assertThat(code(server.get(LATEST, with("give")), 403)).isEqualTo("role-missing");
        assertThat(audit.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactlyInAnyOrder(
                        "night-shift at 127.0.0.1 ordered replay run-2026-01-05T09:00:00Z of dead letters, a dry run",
                        "night-shift at 127.0.0.1 ordered replay run-2026-01-05T09:00:00Z of dead letters, a dry run:"
                                + " finished, 0 would be sent, 2 rejected again, 0 parked, 0 refused");
    }

    private static String[] with(String token) {
        return new String[] {"Content-Type", "application/json", "Authorization", "Bearer " + token};
    }

    @Test
    void aPageOfAnotherSiteMayNotOrder() {
        server.close();
        server = LiveServer.with(responses, List.of(Sites.of("127.0.0.1", List.of(), List.of())));

        assertThat(code(
                        server.post(
                                PATH, "{}", "Content-Type", "application/json", "Origin", "https://elsewhere.example"),
                        403))
                .isEqualTo("foreign-site");
        assertThat(code(server.send("DELETE", LATEST, "Origin", "https://elsewhere.example"), 403))
                .isEqualTo("foreign-site");
        assertThat(orders).isEmpty();
        assertThat(server.post(PATH, "{}", JSON).statusCode()).isEqualTo(200);
    }
}
