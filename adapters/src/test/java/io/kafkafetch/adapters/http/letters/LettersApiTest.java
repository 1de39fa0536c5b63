package io.kafkafetch.adapters.http.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.http.live.LiveServer;
import io.kafkafetch.application.letter.Content;
import io.kafkafetch.application.letter.Failure;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterReason;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.NewestLetters;
import io.kafkafetch.application.letter.census.LetterCensus;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LettersApiTest {

    private static final Instant FIRST = Instant.parse("2026-01-05T09:00:00Z");

    /** The newest first. */
    private final List<Letter> topic = new ArrayList<>();

    private final LetterCensus census = new LetterCensus();
    private boolean isAway;

    private final LiveServer server = LiveServer.with(
            new LetterResponses(Optional.of(new LetterAnswers(new FakeLetters(), census, ZoneId.of("Europe/Berlin")))));

    private final class FakeLetters implements NewestLetters {
        @Override
        public Optional<Found> read(Predicate<Letter> wanted, int limit) {
            List<Letter> found = topic.stream().filter(wanted).limit(limit).toList();
            return isAway ? Optional.empty() : Optional.of(new Found(found, topic.size(), true));
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static LetterId id(long offset) {
        return new LetterId(new Partition("user-login-dlq", 0), offset);
    }

    /** A minute after the one before. */
    private void letter(int offset, int partition, LetterReason... reasons) {
        Instant failed = FIRST.plusSeconds(60L * offset);
        Letter letter = new Letter(
                id(offset),
                failed,
                new Failure(
                        Optional.of(new Origin(new Partition("user-login", partition), 100 + offset)),
                        "",
                        List.of(reasons),
                        failed,
                        "kafka-fetch",
                        offset,
                        offset == 0 ? Optional.empty() : Optional.of(id(0))),
                new Content.Whole(new Original("secret".getBytes(UTF_8), "secret".getBytes(UTF_8), List.of())));
        topic.addFirst(letter);
        census.letter(letter.id(), letter.published());
    }

    private void some() {
        census.begin();
        letter(0, 0, new LetterReason("missing", "device_type"));
        letter(1, 2, new LetterReason("blank", "user_id"), new LetterReason("out-of-range", "timestamp"));
        letter(2, 0, new LetterReason("not-json", ""));
        census.mark(id(0), LetterState.REPLAYED);
        census.mark(id(2), LetterState.PARKED);
        census.known();
    }

    @Test
    void aListHasWhereTheRecordsWereWhyTheyFailedAndWhatBecameOfThem() {
        some();

        HttpResponse<String> response = server.get("/api/dead-letters?limit=2");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(response.body()).doesNotContain("secret");
        assertThat(LiveServer.parse(response.body())).isEqualTo(LiveServer.parse("""
                {"counts":{"open":1,"replayed":1,"parked":1,"discarded":0,"oldest_open":"2026-01-05T09:01:00Z"},
                 "letters":[
                 {"id":"user-login-dlq-0@2","state":"parked","topic":"user-login","partition":0,"offset":102,
                  "reasons":[{"code":"not-json","field":null}],"failed_at":"2026-01-05T09:02:00Z","replay_count":2,
                  "first_letter":"user-login-dlq-0@0"},
                 {"id":"user-login-dlq-0@1","state":"open","topic":"user-login","partition":2,"offset":101,
                  "reasons":[{"code":"blank","field":"user_id"},{"code":"out-of-range","field":"timestamp"}],
                  "failed_at":"2026-01-05T09:01:00Z","replay_count":1,"first_letter":"user-login-dlq-0@0"}],
                 "looked_at":3,"complete":true}"""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                          | 2 1 0
            state=open                    | 1
            state=replayed                | 0
            state=discarded               |
            reason=missing                | 0
            reason=blank&field=user_id    | 1
            reason=blank&field=timestamp  |
            field=timestamp               | 1
            since=2026-01-05T10:01        | 2 1
            since=2026-01-05T09:01:00Z&until=2026-01-05T09:02:00Z | 1
            until=2026-01-05              |
            partition=2                   | 1
            partition=7                   |
            limit=1                       | 2
            state=parked&reason=not-json&partition=0 | 2
            """)
    void allThatIsGivenMustBeSo(String query, String offsets) {
        some();

        assertThat(server.json("/api/dead-letters?" + (query == null ? "" : query))
                        .get("letters"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .extracting("id")
                .isEqualTo(
                        offsets == null
                                ? List.of()
                                : List.of(offsets.split(" ")).stream()
                                        .map(offset -> "user-login-dlq-0@" + offset)
                                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            state=lost               | state is none of open, replayed, parked, discarded
            state=                   | state is none of open, replayed, parked, discarded
            reason=a%20b             | reason is not a code such as missing
            field=%22                | field is not a field such as device_type
            since=yesterday          | since is neither a day nor a time, such as 2026-01-31, 2026-01-31T08:00 in Europe/Berlin or 2026-01-31T08:00:00Z
            until=2026-02-30         | until is neither a day nor a time, such as 2026-01-31, 2026-01-31T08:00 in Europe/Berlin or 2026-01-31T08:00:00Z
            since=2026-01-05&until=2026-01-05 | since is not before until
            partition=-1             | partition is not a whole number from 0
            partition=9999999999     | partition is not a whole number from 0
            limit=0                  | limit is not a whole number from 1 to 500
            limit=501                | limit is not a whole number from 1 to 500
            """)
    void whatCannotBeAnsweredIsSaidOfItsParameter(String query, String detail) {
        some();

        HttpResponse<String> response = server.get("/api/dead-letters?" + query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(LiveServer.parse(response.body()))
                .containsEntry("code", "bad-query")
                .containsEntry("detail", detail);
    }

    @Test
    void untilTheyAreReadAndWhereTheyCannotBeReadThereIsNoList() {
        census.begin();
        assertUnknown();
        some();
        isAway = true;
        assertUnknown();
    }

    private void assertUnknown() {
        HttpResponse<String> response = server.get("/api/dead-letters");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("5");
        assertThat(LiveServer.parse(response.body())).containsEntry("code", "dead-letters-unknown");
    }

    @Test
    void aServiceWithAnotherSinkSaysSo() {
        try (LiveServer without = LiveServer.with(new LetterResponses(Optional.empty()))) {
            HttpResponse<String> response = without.get("/api/dead-letters");

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(LiveServer.parse(response.body())).containsEntry("code", "no-dead-letter-topic");
        }
    }
}
