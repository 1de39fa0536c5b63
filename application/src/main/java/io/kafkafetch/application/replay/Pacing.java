package io.kafkafetch.application.replay;

/** Keeps a run as slow as somebody wants it. */
@FunctionalInterface
public interface Pacing {

    /** As fast as possible. */
    Pacing NONE = records -> {};

    /** Waits until so many records may be sent. */
    void before(int records) throws InterruptedException;
}
