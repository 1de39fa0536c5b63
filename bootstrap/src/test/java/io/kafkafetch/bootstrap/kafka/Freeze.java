package io.kafkafetch.bootstrap.kafka;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * In a child process: from the given commit on, no commit comes to its end. Everything of the transaction is sent, the
 * marker file is there, and the commit thread stands still whatever anybody does.
 */
@Factory
@Requires(property = Freeze.MARKER)
final class Freeze {

    static final String MARKER = "test.freeze.marker";
    static final String COMMIT = "test.freeze.commit";

    @Singleton
    FaultPlan plan(@Property(name = MARKER) Path marker, @Property(name = COMMIT) int commit) {
        AtomicInteger commits = new AtomicInteger();
        return (method, call) -> {
            if (method.equals("commitTransaction") && commits.incrementAndGet() >= commit) {
                Files.createFile(marker);
                standStill();
            }
            call.make();
        };
    }

    @SuppressWarnings("InfiniteLoopStatement")
    private static void standStill() {
        while (true) {
            LockSupport.park();
        }
    }
}
