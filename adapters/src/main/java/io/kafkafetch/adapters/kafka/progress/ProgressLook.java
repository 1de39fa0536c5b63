package io.kafkafetch.adapters.kafka.progress;

import io.kafkafetch.adapters.kafka.client.UnusableCheckpointException;
import io.kafkafetch.application.progress.ProgressReport;
import java.util.concurrent.ExecutionException;

/** Looks how far a pipeline is. Used by one thread. */
interface ProgressLook extends AutoCloseable {

    /**
     * How far it is now.
     *
     * @throws ExecutionException if the cluster does not answer, or refuses; it may be tried again
     * @throws org.apache.kafka.common.KafkaException the same
     * @throws UnusableCheckpointException if there is state that this version, or this zone, cannot read
     */
    ProgressReport look() throws ExecutionException, InterruptedException;

    /** Takes a moment at most. */
    @Override
    void close();
}
