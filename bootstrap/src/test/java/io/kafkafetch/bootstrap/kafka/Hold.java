package io.kafkafetch.bootstrap.kafka;

import java.util.concurrent.Semaphore;

/** Where threads of a service stand still while a test holds them. Open at first. */
final class Hold {

    private final Semaphore open = new Semaphore(1);

    /** From now on whoever passes stands still. */
    void close() {
        open.acquireUninterruptibly();
    }

    /** All go on. */
    void open() {
        open.release();
    }

    /** Stands still while it is closed, whatever anybody does. */
    void pass() {
        open.acquireUninterruptibly();
        open.release();
    }
}
