package io.kafkafetch.adapters.http.live.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.Await;
import io.kafkafetch.adapters.http.live.LiveServer;
import io.kafkafetch.adapters.http.live.LiveServer.Event;
import io.kafkafetch.adapters.http.live.LiveServer.Events;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a viewer of the stream sees. */
class LiveStreamTest {

    private final LiveServer server = new LiveServer(2);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aViewerGetsAllAtFirstAndThenWhatChanges() {
        server.login(1, "RI");
        try (Events events = server.stream("Accept-Encoding: gzip")) {
            assertThat(events.head.toLowerCase(java.util.Locale.ROOT))
                    .startsWith("http/1.1 200 ok")
                    .contains("content-type: text/event-stream", "cache-control: no-cache")
                    .doesNotContain("gzip");
            Event first = events.next();
            assertThat(first.type()).isEqualTo("snapshot");
            assertThat(first.id()).isEqualTo(first.half("insights").get("version"));
            assertThat(first.half("insights")).hasSize(14).containsEntry("state", "loading");
            assertThat(first.half("pipeline")).hasSize(25).containsEntry("instance", "host-0");

            server.insights.live();

            Event update = nextChange(events);
            assertThat(update.type()).isEqualTo("update");
            assertThat(update.half("insights"))
                    .containsOnlyKeys("version", "state", "loading")
                    .containsEntry("version", update.id())
                    .containsEntry("state", "live");
        }
        Await.until("nobody looks", () -> server.hub.viewers() == 0);
    }

    @Test
    void updatesPutTogetherGiveTheDocumentThatIsAskedFor() {
        try (Events events = server.stream()) {
            Event event = events.next();
            Map<String, Object> seen = event.half("insights");
            for (int i = 0; i < 40; i++) {
                server.login(i, "region " + i % 7);
                if (i % 8 == 0) {
                    seen.putAll(nextChange(events).half("insights"));
                }
            }
            server.insights.live();
            while (!"live".equals(seen.get("state")) || !seen.toString().contains("totals={logins=40,")) {
                seen.putAll(events.next().half("insights"));
            }
            assertThat(server.json("/api/insights")).isEqualTo(seen);
        }
    }

    @Test
    void atMostTenUpdatesASecondComeAndAtLeastOneInTwo() throws InterruptedException {
        try (Events events = server.stream()) {
            events.next();
            long begun = System.nanoTime();
            int updates = 0;
            for (long i = 0; System.nanoTime() - begun < 1_000_000_000L; i++) {
                server.login(i, "RI");
                Thread.sleep(1);
            }
            List<Long> quiet = new ArrayList<>();
            long last = System.nanoTime();
            while (System.nanoTime() - begun < 6_000_000_000L) {
                events.next();
                long now = System.nanoTime();
                if (now - begun < 1_300_000_000L) {
                    updates++;
                } else {
                    quiet.add(now - last);
                }
                last = now;
            }
            assertThat(updates).isBetween(1, 14); // those of 1.3 s
            assertThat(quiet)
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allSatisfy(pause -> assertThat(Duration.ofNanos(pause)).isLessThan(Duration.ofSeconds(2)));
        }
    }

    @Test
    void aViewerWhoIsUpToDateGetsNothingUntilTheNextUpdate() {
        String id;
        try (Events events = server.stream()) {
            id = events.next().id();
        }
        try (Events again = server.stream("Last-Event-ID: " + id)) {
            Event next = again.next();
            assertThat(next.type()).as("whatever it is, it is no snapshot").isEqualTo("update");
        }
    }

    @Test
    void aViewerWhoIsOneBehindGetsTheUpdateAndEveryOtherTheWhole() {
        LiveVersion first = server.hub.current();
        server.insights.live();
        Await.until("a version comes", () -> server.hub.current() != first);
        LiveVersion second = server.hub.current();

        assertThat(Viewer.resuming(first.id(), second).next(second)).contains(second.update());
        assertThat(Viewer.resuming(second.id(), second).next(second)).isEmpty();
        for (String id :
                List.of("", "nonsense", "other-1", second.id() + "0", first.id().replaceFirst("-.*", "-0"))) {
            assertThat(Viewer.resuming(id, second).next(second)).as(id).contains(second.snapshot());
        }
        Viewer fresh = Viewer.fresh();
        assertThat(fresh.next(first)).contains(first.snapshot());
        assertThat(fresh.next(first)).contains(LiveVersion.NOTHING_NEW);
        assertThat(fresh.next(second)).contains(second.update());
    }

    @Test
    void moreViewersThanMayBeAreTurnedAway() {
        try (Events one = server.stream();
                Events two = server.stream()) {
            one.next();
            two.next();
            HttpResponse<String> third = server.get("/api/insights/stream");

            assertThat(third.statusCode()).isEqualTo(503);
            assertThat(third.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(third.headers().firstValue("Retry-After")).contains("5");
            assertThat(LiveServer.parse(third.body())).containsEntry("code", "too-many-viewers");
        }
        Await.until("nobody looks", () -> server.hub.viewers() == 0);
        try (Events next = server.stream()) {
            assertThat(next.next().type()).isEqualTo("snapshot");
        }
    }

    /** The place is taken before the answer begins: with a check before and a place after, fifteen of twenty got nothing. */
    @Test
    void ofManyViewersAtOnceExactlySoManyAsMayBeAreShownAnything() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sockets.add(server.connect());
        }
        byte[] request = "GET /api/insights/stream HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8);
        for (Socket socket : sockets) {
            socket.getOutputStream().write(request);
        }
        List<String> statuses = new ArrayList<>();
        for (Socket socket : sockets) {
            statuses.add(new String(socket.getInputStream().readNBytes(12), UTF_8));
        }

        assertThat(statuses).filteredOn("HTTP/1.1 200"::equals).hasSize(2);
        assertThat(statuses).filteredOn("HTTP/1.1 503"::equals).hasSize(18);
        for (Socket socket : sockets) {
            socket.close();
        }
        Await.until("nobody looks", () -> server.hub.viewers() == 0);
    }

    @Test
    void aPlaceIsGivenBackOnceWhetherItsStreamBeginsOrNot() {
        AtomicInteger free = new AtomicInteger();
        Seat used = new Seat(free::incrementAndGet);
        assertThat(used.use()).isTrue();
        used.expire();
        assertThat(free).hasValue(0);
        used.leave();
        used.leave();
        assertThat(free).hasValue(1);

        Seat unused = new Seat(free::incrementAndGet);
        unused.expire();
        unused.expire();
        unused.leave();
        assertThat(free).hasValue(2);
        assertThat(unused.use()).isFalse();
    }

    /** RFC 9112 §6.1: it would take the chunks for content. */
    @Test
    void aClientOfHttp10GetsTheEventsWithoutChunks() throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write("GET /api/insights/stream HTTP/1.0\r\nHost: x\r\n\r\n".getBytes(UTF_8));
            BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            List<String> head = new ArrayList<>();
            for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
                head.add(line.toLowerCase(Locale.ROOT));
            }

            assertThat(head).noneMatch(line -> line.startsWith("transfer-encoding"));
            assertThat(reader.readLine()).isEqualTo("retry: 1000");
            assertThat(reader.readLine()).isEmpty();
            assertThat(reader.readLine()).startsWith("id: ");
        }
        Await.until("nobody looks", () -> server.hub.viewers() == 0);
    }

    @Test
    void aStopEndsTheStreamsInOrderAndAtOnce() {
        try (Events events = server.stream();
                Events other = server.stream()) {
            events.next();
            other.next();
            long begun = System.nanoTime();
            server.close();

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
            assertThat(events.endsInOrder()).isTrue();
            assertThat(other.endsInOrder()).isTrue();
        }
    }

    /** The next event that is more than a sign of life. */
    private static Event nextChange(Events events) {
        Event event = events.next();
        while (!event.json().containsKey("insights")) {
            event = events.next();
        }
        return event;
    }
}
