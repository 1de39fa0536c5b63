package io.kafkafetch.adapters.http.logins;

import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.Validation;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The decoders that all requests share. One is borrowed for one event, never while a client is waited for, so that there
 * are as many as threads judge at a time; few are kept, the last one used goes first, and none keeps a large buffer.
 * Large events are judged one at a time: that takes several times their size. Thread-safe.
 */
final class Decoders {

    /** Above this many bytes an event is large. */
    private static final int LARGE = 64 << 10;

    private static final int MOST_KEPT = 16;

    private final LoginFormat format;
    private final ReentrantLock large = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<LoginDecoder> kept = new ArrayDeque<>(MOST_KEPT);

    Decoders(LoginFormat format) {
        this.format = format;
    }

    /**
     * An event that was judged.
     *
     * @param userId of an accepted one, in UTF-8; empty where it has none
     */
    record Judged(Validation verdict, Optional<byte[]> userId) {}

    /** The verdict on an event, whose bytes stay as they are. */
    Judged decode(ByteBuffer event) {
        if (event.remaining() <= LARGE) {
            return judge(event);
        }
        large.lock();
        try {
            return judge(event);
        } finally {
            large.unlock();
        }
    }

    /** How many wait to be used again. */
    int kept() {
        lock.lock();
        try {
            return kept.size();
        } finally {
            lock.unlock();
        }
    }

    private Judged judge(ByteBuffer event) {
        LoginDecoder decoder = borrow();
        Validation verdict = decoder.decode(event);
        Judged judged =
                new Judged(verdict, verdict instanceof LoginEvent ? decoder.userIdOfLast(event) : Optional.empty());
        decoder.forget();
        giveBack(decoder);
        return judged;
    }

    private LoginDecoder borrow() {
        lock.lock();
        try {
            if (!kept.isEmpty()) {
                return kept.pop();
            }
        } finally {
            lock.unlock();
        }
        return LoginDecoder.small(format);
    }

    private void giveBack(LoginDecoder decoder) {
        lock.lock();
        try {
            if (kept.size() < MOST_KEPT) {
                kept.push(decoder);
            }
        } finally {
            lock.unlock();
        }
    }
}
