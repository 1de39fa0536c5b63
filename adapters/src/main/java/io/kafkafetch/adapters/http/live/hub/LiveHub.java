package io.kafkafetch.adapters.http.live.hub;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.kafkafetch.adapters.http.live.state.LiveInsights;
import io.kafkafetch.adapters.http.live.state.LivePipeline;
import io.micronaut.json.JsonMapper;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Shows the numbers to all viewers. While anybody looks, one thread draws up a version at a time and reports it to
 * all viewers; each takes the latest when it is ready for more, and nothing is kept for it in between but that one, which all
 * share. Thread-safe.
 *
 * <p>How often: {@link #SHORTEST} after the last round at the earliest, and after ten times what that one took, so that
 * it takes about a tenth of a core at most, whatever there is to show and to how many.
 */
public final class LiveHub implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);

    private static final long SHORTEST = Duration.ofMillis(100).toNanos();

    /** A viewer counts on a word every two seconds: so long there may be none, and so far apart may rounds be. */
    private static final long QUIET = Duration.ofMillis(1_500).toNanos();

    /** After this the numbers are looked at although nothing was reported: rates fall by themselves. */
    private static final long UNREPORTED = Duration.ofSeconds(1).toNanos();

    /** A stream that was promised begins within this, or never. */
    private static final long RESERVED = Duration.ofSeconds(10).toNanos();

    /** Of the time, one part in so many is taken. */
    private static final int SHARE = 10;

    /** What it costs the server's threads to send to one viewer (measured: 16 µs); it does not show on the hub's. */
    private static final long SENDING = Duration.ofNanos(20_000).toNanos();

    private static final String NOT_DRAWN_UP = "The live view cannot be drawn up";
    private static final byte[] OPENING = "retry: 1000\n\n".getBytes(US_ASCII);

    private final LiveInsights insights;
    private final LiveVersions versions;
    private final int mostViewers;
    private final AtomicInteger viewers = new AtomicInteger();
    private final Sinks.Many<LiveVersion> shown = Sinks.many().multicast().directBestEffort();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("kafka-fetch-viewers").daemon().factory());
    private volatile boolean closed;
    private volatile boolean ticking;

    // guarded by this
    private LiveVersion latest;
    private long latestChanges = -1;
    private long lookedAt;
    private long cost;

    // of the hub's thread alone
    private LiveVersion shownLast;
    private long shownAt;
    private @Nullable Future<?> nextTick;

    /** @param mostViewers streams at a time; see {@link #open} */
    public LiveHub(LiveInsights insights, LivePipeline pipeline, JsonMapper mapper, int mostViewers) {
        this.insights = insights;
        this.versions = new LiveVersions(insights, pipeline, mapper);
        this.mostViewers = mostViewers;
        this.latest = versions.now();
        this.shownLast = latest;
        this.lookedAt = System.nanoTime() - UNREPORTED;
    }

    /** The numbers: what viewers see where there are any, else as they are now, give or take {@link #SHORTEST}. */
    public LiveVersion current() {
        return ticking ? latest() : look();
    }

    /** Streams that are open now. */
    public int viewers() {
        return viewers.get();
    }

    /** Whether there are as many streams as may be, or there may be none any more; another one may come next. */
    public boolean isFull() {
        return closed || viewers.get() >= mostViewers;
    }

    /**
     * The numbers now, and then their changes, as server-sent events, for one subscriber. Ends when the hub is closed.
     * Empty if there are as many streams as may be: the place is taken here, before an answer says that there is one.
     *
     * @param lastEventId what the viewer has seen before
     */
    public Optional<Publisher<byte[]>> open(Optional<String> lastEventId) {
        if (!enter()) {
            return Optional.empty();
        }
        Seat seat = new Seat(viewers::decrementAndGet);
        onThread(() -> expireLater(seat));
        return Optional.of(stream(lastEventId, seat));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
    private void expireLater(Seat seat) {
        if (!closed) {
            thread.schedule(seat::expire, RESERVED, NANOSECONDS);
        }
    }

    private Publisher<byte[]> stream(Optional<String> lastEventId, Seat seat) {
        return Flux.defer(() -> {
            if (!seat.use()) {
                return Flux.empty();
            }
            LiveVersion now = current();
            Viewer viewer = lastEventId.map(id -> Viewer.resuming(id, now)).orElseGet(Viewer::fresh);
            return shown.asFlux()
                    .startWith(now)
                    .onBackpressureLatest()
                    .<byte[]>handle((version, events) -> viewer.next(version).ifPresent(events::next))
                    .startWith(OPENING)
                    .doFinally(end -> seat.leave());
        });
    }

    private boolean enter() {
        if (viewers.incrementAndGet() > mostViewers || closed) {
            viewers.decrementAndGet();
            return false;
        }
        onThread(this::wake);
        return true;
    }

    private void wake() {
        if (!ticking) {
            try {
                shownLast = look(); // before ticks begin: from then on every new viewer is shown what was seen last
            } catch (RuntimeException failure) {
                LOG.error(NOT_DRAWN_UP, failure);
            }
            shownAt = System.nanoTime();
            ticking = true;
            tickIn(SHORTEST);
        }
    }

    private void tickIn(long pause) {
        if (!closed) {
            nextTick = thread.schedule(this::tick, pause, NANOSECONDS);
        }
    }

    private void tick() {
        if (viewers.get() == 0) {
            ticking = false;
            return;
        }
        long pause = QUIET;
        try {
            pause = round();
        } catch (RuntimeException failure) { // the next round may do better
            LOG.error(NOT_DRAWN_UP, failure);
        } finally {
            tickIn(pause);
        }
    }

    /** Draws up a version and publishes it if it is new; returns the nanoseconds until the next round. */
    private long round() {
        LiveVersion version = look();
        long begun = System.nanoTime();
        if (version == shownLast && begun - shownAt + pause() < QUIET) {
            return pause();
        }
        shownLast = version;
        shownAt = begun;
        shown.tryEmitNext(version);
        long sending = System.nanoTime() - begun + viewers.get() * SENDING;
        return Math.min(QUIET, Math.max(pause(), SHARE * sending));
    }

    private synchronized LiveVersion latest() {
        return latest;
    }

    private synchronized LiveVersion look() {
        long begun = System.nanoTime();
        long changes = insights.changes();
        if (begun - lookedAt >= UNREPORTED || (begun - lookedAt >= pause() && changes != latestChanges)) {
            lookedAt = begun;
            latestChanges = changes;
            latest = versions.now();
            cost = System.nanoTime() - begun;
        }
        return latest;
    }

    /** Between two looks, so that looking takes no more than its share, however many ask. */
    private synchronized long pause() {
        return Math.min(QUIET, Math.max(SHORTEST, SHARE * cost));
    }

    /** Ends all streams. Returns once they have heard of it, within a second: a server that stops earlier cuts them off. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            onThread(this::end);
            thread.shutdown();
            awaitEnd();
        }
    }

    private void awaitEnd() {
        try {
            if (!thread.awaitTermination(1, TimeUnit.SECONDS)) {
                LOG.debug("The live view's streams were cut off");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        if (nextTick != null) {
            nextTick.cancel(false);
        }
        shown.tryEmitComplete();
    }

    private void onThread(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("The live view has ended", stopped);
        }
    }
}
