package io.kafkafetch.adapters.http.logins.body;

import io.kafkafetch.adapters.http.logins.admission.HttpSettings;
import io.kafkafetch.adapters.http.logins.fault.Fault;
import io.kafkafetch.adapters.http.logins.fault.Refusal;
import io.micronaut.http.body.ByteBody;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * A request's body as a blocking stream that waits no longer than its timeouts. Not Micronaut's own stream, which
 * waits forever.
 *
 * <p>Holds one piece of the body (what one read from the socket brought, at most 64 KiB) and asks for the next only
 * when that one is taken: where nobody reads, the server stops reading from the socket, and TCP stops the client. One
 * thread reads; the other side is Netty's.
 */
public final class BodyStream extends InputStream implements Subscriber<byte[]> {

    private static final byte[] NOTHING = {};

    private final LongSupplier nanoTime;
    private final Patience patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Subscription subscription;
    private byte @Nullable [] arrived;
    private @Nullable Throwable failure;
    private boolean ended;

    private byte[] current = NOTHING;
    private int position;
    private long deadlineNanos;

    private BodyStream(LongSupplier nanoTime, HttpSettings settings) {
        this.nanoTime = nanoTime;
        this.patience = new Patience(settings, nanoTime.getAsLong());
        within(settings.quietTimeout());
    }

    /** The bytes of this body, which nobody else may read. */
    public static BodyStream of(ByteBody body, LongSupplier nanoTime, HttpSettings settings) {
        BodyStream stream = new BodyStream(nanoTime, settings);
        body.toByteArrayPublisher().subscribe(stream);
        return stream;
    }

    /** From now on reading waits until so much later at most. */
    void within(Duration timeout) {
        deadlineNanos = nanoTime.getAsLong() + timeout.toNanos();
    }

    /** Bytes that were sent and taken. */
    long taken() {
        return patience.bytes();
    }

    /** Waits so long at most until reading would not wait; {@code false} if it still would. */
    boolean await(Duration timeout) {
        return position < current.length || awaitArrival(nanoTime.getAsLong() + timeout.toNanos());
    }

    /** @throws Refusal if the body did not go on in time, or broke off */
    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (position == current.length && !take()) {
            return -1;
        }
        int count = Math.min(length, current.length - position);
        System.arraycopy(current, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Wants no more; the server throws away what still comes. */
    @Override
    public void close() {
        Subscription source = subscription;
        if (source != null) {
            source.cancel();
        }
    }

    private boolean take() {
        do {
            long now = nanoTime.getAsLong();
            if (patience.isTooOld(now)) {
                throw new Refusal(Fault.TOO_OLD);
            }
            if (!awaitArrival(now + Math.min(deadlineNanos - now, patience.leftNanos(now)))) {
                throw new Refusal(patience.isTooOld(nanoTime.getAsLong()) ? Fault.TOO_OLD : Fault.TOO_SLOW);
            }
            if (!takeArrived()) {
                return false;
            }
        } while (current.length == 0);
        return true;
    }

    private boolean takeArrived() {
        lock.lock();
        try {
            byte[] next = arrived;
            if (next == null) {
                if (failure != null) {
                    throw new Refusal(Fault.BROKEN_BODY);
                }
                return false;
            }
            current = next;
            position = 0;
            patience.sent(next.length);
            arrived = null;
        } finally {
            lock.unlock();
        }
        Objects.requireNonNull(subscription).request(1);
        return true;
    }

    private boolean awaitArrival(long untilNanos) {
        long begun = nanoTime.getAsLong();
        lock.lock();
        try {
            while (arrived == null && !ended) {
                long left = untilNanos - nanoTime.getAsLong();
                if (left <= 0) {
                    return false;
                }
                changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new Refusal(Fault.STOPPING);
        } finally {
            lock.unlock();
            patience.waited(nanoTime.getAsLong() - begun);
        }
    }

    // ---- Netty's side

    @Override
    public void onSubscribe(Subscription source) {
        subscription = source;
        source.request(1);
    }

    @Override
    public void onNext(byte[] bytes) {
        change(() -> arrived = bytes);
    }

    @Override
    public void onError(Throwable cause) {
        change(() -> {
            failure = cause;
            ended = true;
        });
    }

    @Override
    public void onComplete() {
        change(() -> ended = true);
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
