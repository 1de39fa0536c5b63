package io.kafkafetch.adapters.http.live.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.Await;
import io.kafkafetch.adapters.http.live.LiveServer;
import io.kafkafetch.adapters.http.live.LiveServer.Event;
import io.kafkafetch.adapters.http.live.LiveServer.Events;
import io.kafkafetch.adapters.http.live.state.LiveInsights;
import io.kafkafetch.adapters.http.live.state.LivePipeline;
import io.kafkafetch.adapters.http.live.state.PublishedBatch;
import io.kafkafetch.application.ledger.SkippedTotals;
import io.kafkafetch.application.progress.LossTotals;
import io.kafkafetch.application.published.PublishedInsight;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Metric;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** Many viewers, and slow ones: who feeds the numbers is never kept waiting, and nothing piles up. */
@Timeout(120)
class LiveViewersTest {

    private static final int LARGE = 500;

    @Test
    void aViewerThatIsNotReadyForMoreSkipsVersionsAndGetsTheLatest() {
        LiveInsights insights = new LiveInsights(InstantSource.system());
        LivePipeline pipeline = new LivePipeline(
                LiveServer.FACTS,
                List::of,
                new LossTotals(),
                new SkippedTotals(),
                Optional::empty,
                InstantSource.system(),
                System::nanoTime);
        try (LiveHub hub = new LiveHub(insights, pipeline, JsonMapper.createDefault(), 2)) {
            Taker taker = new Taker();
            Flux.from(hub.open(Optional.empty()).orElseThrow()).subscribe(taker);
            taker.request(2);
            Taker ready = new Taker(); // is sent each version after the other one is
            Flux.from(hub.open(Optional.empty()).orElseThrow()).subscribe(ready);
            ready.request(Long.MAX_VALUE);
            Await.until("the opening and the snapshot come", () -> taker.taken.size() == 2);
            assertThat(taker.taken.get(1)).contains("event: snapshot\n");
            long first = hub.current().number();
            for (int i = 1; i <= 5; i++) {
                long changed = i;
                insights.loading(changed, 10);
                Await.until("a version comes", () -> hub.current().number() >= first + changed);
            }
            LiveVersion latest = hub.current();
            Await.until("it is sent", () -> ready.taken.getLast().startsWith("id: " + latest.id() + "\n"));
            assertThat(taker.taken).hasSize(2);

            taker.request(1);

            Await.until("it comes", () -> taker.taken.size() == 3);
            assertThat(taker.taken.getLast())
                    .startsWith("id: " + latest.id() + "\nevent: snapshot\n")
                    .contains("\"loading\":{\"read\":5,\"total\":10}");
        }
    }

    @Test
    void aRoundThatFailsIsNotTheLast() {
        AtomicBoolean fails = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        LiveInsights insights = new LiveInsights(InstantSource.system());
        LivePipeline pipeline = new LivePipeline(
                LiveServer.FACTS,
                () -> {
                    asked.incrementAndGet();
                    if (fails.get()) {
                        throw new IllegalStateException("injected");
                    }
                    return List.of();
                },
                new LossTotals(),
                new SkippedTotals(),
                Optional::empty,
                InstantSource.system(),
                System::nanoTime);
        try (LiveHub hub = new LiveHub(insights, pipeline, JsonMapper.createDefault(), 1)) {
            Taker taker = new Taker();
            Flux.from(hub.open(Optional.empty()).orElseThrow()).subscribe(taker);
            taker.request(Long.MAX_VALUE);
            Await.until("the snapshot comes", () -> taker.taken.size() == 2);

            fails.set(true);
            int before = asked.get();
            insights.live();
            Await.until("a round fails", () -> asked.get() > before);
            fails.set(false);

            Await.until("the change comes", () -> taker.taken.getLast().contains("\"state\":\"live\""));
        }
    }

    @Test
    void aViewerThatReadsNothingHoldsNoMoreThanItsConnectionDoes() throws IOException {
        try (LiveServer server = LiveServer.withSmallSendBuffers();
                Socket stalled = new Socket()) {
            large(server.insights);
            stalled.setReceiveBufferSize(4_096);
            server.ask(stalled);
            List<Integer> sizes = new ArrayList<>();
            try (Events other = server.stream()) {
                sizes.add(other.next().data().length());
                for (int i = 0; sizes.size() < 40; i++) {
                    server.insights.unavailable("x".repeat(LARGE) + i);
                    change(server.insights, i);
                    Event event = other.next();
                    if (event.data().length() > 10_000) {
                        sizes.add(event.data().length());
                    }
                }
            }
            int sent = sizes.stream().mapToInt(size -> size).sum();
            assertThat(sent).as("what a viewer gets that keeps up").isGreaterThan(1_500_000);

            String latest = server.hub.current().id();
            int backlog = 0;
            try (Events read = new Events(stalled)) {
                Event event = read.next();
                while (!event.id().equals(latest)) {
                    backlog += event.data().length();
                    event = read.next();
                }
                assertThat(event.type()).isEqualTo("snapshot");
            }
            assertThat(backlog).as("what waited for the one that does not").isLessThan(400_000);
        }
    }

    @Test
    void feedingGoesOnWhileViewersStandStill() throws IOException {
        try (LiveServer server = LiveServer.withSmallSendBuffers()) {
            List<Socket> stalled = new ArrayList<>();
            large(server.insights);
            for (int i = 0; i < 200; i++) {
                Socket socket = new Socket();
                socket.setReceiveBufferSize(4_096);
                stalled.add(server.ask(socket));
            }
            Await.until("all look", () -> server.hub.viewers() == 200);
            long begun = System.nanoTime();
            long longest = 0;
            for (int i = 0; i < 50_000; i++) {
                long before = System.nanoTime();
                server.login(i, "RI");
                longest = Math.max(longest, System.nanoTime() - before);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
            assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofSeconds(2));
            for (Socket socket : stalled) {
                socket.close();
            }
            Await.until("nobody looks", () -> server.hub.viewers() == 0);
        }
    }

    @Test
    void aThousandViewersAndOneThatNeverReadsCostNoThreadsAndAllSeeWhatChanges() throws Exception {
        try (LiveServer server = new LiveServer();
                ManyViewers viewers = new ManyViewers()) {
            server.insights.live();
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();
            URI address = server.uri("");
            for (int i = 0; i < 1_000; i++) {
                viewers.open(address.getHost(), address.getPort());
            }
            Socket stalled = server.ask();
            Await.until("all look", () -> server.hub.viewers() == 1_001);
            Await.until("all have seen all", () -> viewers.read("event: snapshot") == 1_000);

            server.login(1, "somewhere new");
            long fed = System.nanoTime();

            Await.until("all see it", () -> viewers.read("somewhere new") == 1_000);
            assertThat(Duration.ofNanos(System.nanoTime() - fed)).isLessThan(Duration.ofSeconds(10));
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount() - threads)
                    .isLessThan(30);
            stalled.close();
        }
    }

    /** Makes documents large: texts as long as names may be, and as many as are shown. */
    private static void large(LiveInsights insights) {
        for (int i = 0; i < 100; i++) {
            change(insights, i);
        }
    }

    private static void change(LiveInsights insights, int i) {
        PublishedBatch.of("user-login-0@" + i + "-" + i, java.time.Instant.now(), 1)
                .records()
                .forEach(told -> told.to(insights));
        insights.insight(
                new PublishedInsight(
                        new Insight.Ranked(Metric.Ranked.LOGINS_PER_REGION, "y".repeat(LARGE) + i % 100, 1, 1),
                        "?",
                        1,
                        0),
                java.time.Instant.now());
    }

    /** A subscriber that takes what it asked for. */
    private static final class Taker extends BaseSubscriber<byte[]> {

        private final List<String> taken = new java.util.concurrent.CopyOnWriteArrayList<>();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            // asks later
        }

        @Override
        protected void hookOnNext(byte[] event) {
            taken.add(new String(event, StandardCharsets.UTF_8));
        }
    }
}
