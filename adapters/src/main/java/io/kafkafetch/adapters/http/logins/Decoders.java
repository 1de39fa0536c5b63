package io.kafkafetch.adapters.http.logins;

import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.Validation;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
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

    private final MissingDeviceType policy;
    private final ReentrantLock large = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<LoginDecoder> kept = new ArrayDeque<>(MOST_KEPT);

    Decoders(MissingDeviceType policy) {
        this.policy = policy;
    }

    /** The verdict on an event, whose bytes stay as they are. */
    Validation decode(ByteBuffer event) {
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

    private Validation judge(ByteBuffer event) {
        LoginDecoder decoder = borrow();
        Validation verdict = decoder.decode(event);
        giveBack(decoder);
        return verdict;
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
        return LoginDecoder.small(policy);
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
