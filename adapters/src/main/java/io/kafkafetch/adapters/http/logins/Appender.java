package io.kafkafetch.adapters.http.logins;

import io.kafkafetch.adapters.http.logins.admission.Admission;
import io.kafkafetch.adapters.http.logins.admission.HttpSettings;
import io.kafkafetch.adapters.http.logins.fault.Fault;
import io.kafkafetch.adapters.http.logins.fault.Refusal;
import io.kafkafetch.adapters.http.logins.idempotency.EventDigest;
import io.kafkafetch.adapters.http.logins.idempotency.Progress;
import io.kafkafetch.application.intake.LoginInbox;
import io.kafkafetch.application.intake.LoginInbox.Entry;
import io.kafkafetch.application.intake.LoginInbox.EntryTooLargeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One request's way into the inbox: collects events and appends them in chunks, the next only when the one before is
 * durable, so that what is durable is always the first so many. Waits, and so slows its client, where the inbox or the
 * bytes in flight are full. Not thread-safe.
 *
 * <p>Where the request goes on with what an earlier one began, the events that are durable already are compared and not
 * appended.
 */
final class Appender {

    private static final int CHUNK_BYTES = 256 << 10;

    /** What an event weighs besides its bytes: the objects around it. */
    private static final int OVERHEAD = 128;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final LoginInbox inbox;
    private final Admission admission;
    private final long timeoutNanos;
    private final LongSupplier nanoTime;
    private final Progress before;
    private final @Nullable EventDigest digest;

    private List<Entry> chunk = new ArrayList<>();
    private int chunkWeight;
    private long events;
    private long skipped; // behind the last event
    private Progress durable;
    private @Nullable Append underWay;

    /** A chunk on its way, and what is durable once it is. */
    private record Append(CompletableFuture<Void> stage, Progress then) {}

    /**
     * @param before what is durable of this body's events already
     * @param digested whether {@link #close} is to say which events are durable, not only how many
     */
    Appender(
            LoginInbox inbox,
            Admission admission,
            HttpSettings settings,
            LongSupplier nanoTime,
            Progress before,
            boolean digested) {
        this.inbox = inbox;
        this.admission = admission;
        this.timeoutNanos = settings.appendTimeout().toNanos();
        this.nanoTime = nanoTime;
        this.before = before;
        this.digest = digested ? new EventDigest() : null;
        this.durable = before;
    }

    /**
     * Takes the next event; it may not be appended yet.
     *
     * @param key the key of its {@link Entry}
     * @throws Refusal if it differs from what was kept before, or the inbox does not take what came before it
     */
    void add(byte @Nullable [] key, ByteBuffer value) {
        if (wasKeptBefore(value)) {
            return;
        }
        skipped = 0;
        byte[] bytes = new byte[value.remaining()];
        reserve(bytes.length + (key == null ? 0 : key.length) + OVERHEAD);
        value.get(value.position(), bytes);
        chunk.add(new Entry(key, bytes));
        if (chunkWeight >= CHUNK_BYTES) {
            flush();
        }
    }

    /** The next place of the body holds no event; it counts as durable once all before it are. */
    void skip() {
        if (!wasKeptBefore(NOTHING)) {
            skipped++;
        }
    }

    /** Appends what was collected. */
    void flush() {
        if (chunk.isEmpty()) {
            passSkipped();
            return;
        }
        long deadline = deadline();
        awaitDurable(deadline);
        awaitRoom(deadline);
        List<Entry> entries = chunk;
        int weight = chunkWeight;
        chunk = new ArrayList<>();
        chunkWeight = 0;
        skipped = 0;
        underWay = new Append(
                append(entries).whenComplete((done, failure) -> admission.settle(weight)),
                new Progress(events, digestSoFar(), false));
    }

    /** Appends what was collected, and waits until all that was taken is durable. */
    void settle() {
        flush();
        awaitDurable(deadline());
    }

    /**
     * As {@link #settle}, at the body's end.
     *
     * @throws Refusal also if it ended before the events that were durable already did
     */
    void finish() {
        if (events < before.events()) {
            throw new Refusal(Fault.OTHER_CONTENT);
        }
        settle();
    }

    /** How many events from the body's first on are durable for certain. */
    long kept() {
        return events < before.events() ? 0 : durable.events();
    }

    /** Gives up what was collected, and reports what is durable once that is certain: now, or when the inbox answers. */
    void close(Consumer<Progress> listener) {
        admission.settle(chunkWeight);
        chunk = List.of();
        chunkWeight = 0;
        Append last = underWay;
        if (last == null) {
            listener.accept(durable);
        } else {
            CompletionStage<Void> stage = last.stage;
            stage.whenComplete((done, failure) -> listener.accept(failure == null ? last.then : durable));
        }
    }

    /** Whether the next place of the body is one that an earlier request has seen to. */
    private boolean wasKeptBefore(ByteBuffer value) {
        if (digest != null) {
            digest.add(value);
        }
        events++;
        if (events <= before.events()) {
            if (events == before.events() && !before.matches(digestSoFar())) {
                throw new Refusal(Fault.OTHER_CONTENT);
            }
            return true;
        }
        if (before.finished()) {
            throw new Refusal(Fault.OTHER_CONTENT);
        }
        return false;
    }

    /** Places without an event come as far as the event before them. Behind one that failed they do not count. */
    private void passSkipped() {
        Append last = underWay;
        Progress soFar = last == null ? durable : last.then;
        if (skipped == 0 || soFar.events() != events - skipped) {
            return;
        }
        Progress here = new Progress(events, digestSoFar(), false);
        skipped = 0;
        if (last == null) {
            durable = here;
        } else {
            underWay = new Append(last.stage, here);
        }
    }

    private CompletableFuture<Void> append(List<Entry> entries) {
        try {
            return inbox.append(entries).toCompletableFuture();
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    /** Waits holding nothing but what is under way already, so that requests cannot wait for each other. */
    private void reserve(int weight) {
        waiting(() -> {
            if (!admission.reserve(weight, 0)) {
                flush();
                if (!admission.reserve(weight, timeoutNanos)) {
                    throw new Refusal(Fault.NOT_IN_TIME);
                }
            }
        });
        chunkWeight += weight;
    }

    private void awaitRoom(long deadline) {
        waiting(() -> {
            while (inbox.isFull()) {
                if (left(deadline) <= 0) {
                    throw new Refusal(Fault.NOT_IN_TIME);
                }
                Thread.sleep(PAUSE);
            }
        });
    }

    private void awaitDurable(long deadline) {
        Append last = underWay;
        if (last == null) {
            return;
        }
        waiting(() -> {
            try {
                last.stage.get(Math.max(0, left(deadline)), TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                throw new Refusal(Fault.NOT_IN_TIME);
            } catch (ExecutionException failure) {
                underWay = null;
                throw failure.getCause() instanceof EntryTooLargeException
                        ? new Refusal(Fault.EVENT_TOO_LARGE)
                        : new Refusal(Fault.INBOX_FAILED, failure.getCause());
            }
        });
        underWay = null;
        durable = last.then;
    }

    private byte[] digestSoFar() {
        return digest == null ? Progress.NONE.digest() : digest.soFar();
    }

    private long deadline() {
        return nanoTime.getAsLong() + timeoutNanos;
    }

    private long left(long deadline) {
        return deadline - nanoTime.getAsLong();
    }

    private interface Wait {
        void run() throws InterruptedException;
    }

    private static void waiting(Wait wait) {
        try {
            wait.run();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new Refusal(Fault.STOPPING);
        }
    }
}
