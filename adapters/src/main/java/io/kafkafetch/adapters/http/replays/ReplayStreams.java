package io.kafkafetch.adapters.http.replays;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.application.replay.desk.OrderedRun;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * How a run stands, as server-sent events: {@code progress} while it runs, at least once a second; {@code trouble} if it ended early;
 * {@code result} at its end, which is the last one. Nothing is kept for a viewer that is slow: it gets the latest. Thread-safe.
 */
public final class ReplayStreams implements AutoCloseable {

    private static final int MOST = 16;
    private static final Duration LOOK = Duration.ofMillis(200);

    /** Looks without news, after which there is an event all the same. */
    private static final int QUIET_LOOKS = 5;

    private static final byte[] OPENING = ": a replay\n\n".getBytes(US_ASCII);

    private final JsonMapper mapper;
    private final Semaphore places = new Semaphore(MOST);

    /** @param mapper that writes documents */
    public ReplayStreams(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** Whether there are as many streams as may be. */
    boolean isFull() {
        return places.availablePermits() == 0;
    }

    /** The events of this run, to its end; none where there are too many streams by now. */
    Publisher<byte[]> of(OrderedRun run) {
        return Flux.defer(() -> places.tryAcquire()
                ? Flux.interval(Duration.ZERO, LOOK)
                        .onBackpressureDrop()
                        .handle(new Viewer(run)::look)
                        .startWith(OPENING)
                        .doFinally(end -> places.release())
                : Flux.<byte[]>empty());
    }

    /** What one viewer was told. Used by one thread at a time. */
    private final class Viewer {
        private final OrderedRun run;
        private @Nullable ReplayDocument said;
        private int quiet;

        Viewer(OrderedRun run) {
            this.run = run;
        }

        void look(long number, reactor.core.publisher.SynchronousSink<byte[]> events) {
            ReplayDocument now = ReplayDocument.of(run.report());
            if (now.endedAt() != null) {
                events.next(end(now));
                events.complete();
            } else if (!now.equals(said) || ++quiet >= QUIET_LOOKS) {
                said = now;
                quiet = 0;
                events.next(event("progress", now));
            }
        }

        private byte[] end(ReplayDocument now) {
            byte[] result = event("result", now);
            if (now.trouble() == null) {
                return result;
            }
            byte[] trouble = event("trouble", now.trouble());
            byte[] both = new byte[trouble.length + result.length];
            System.arraycopy(trouble, 0, both, 0, trouble.length);
            System.arraycopy(result, 0, both, trouble.length, result.length);
            return both;
        }
    }

    private byte[] event(String type, Object document) {
        try {
            return ("event: " + type + "\ndata: " + mapper.writeValueAsString(document) + "\n\n").getBytes(UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Waits until all viewers have heard how their runs ended, within a second: a server that stops earlier cuts them off. Called once
     * no run is under way.
     */
    @Override
    public void close() {
        try {
            if (places.tryAcquire(MOST, 1, TimeUnit.SECONDS)) {
                places.release(MOST);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
