package io.kafkafetch.bootstrap.tracing;

import io.kafkafetch.application.batch.ProcessBatch;
import io.kafkafetch.application.intake.LoginInbox;
import io.kafkafetch.application.ledger.Commits;
import io.kafkafetch.application.record.RecordTraces;
import java.util.Optional;

/** What tracing adds to the ports: nothing while it is {@link #OFF}. Names no class of OpenTelemetry's. Thread-safe. */
public interface Tracing extends AutoCloseable {

    /** No spans, and nothing of OpenTelemetry is loaded. */
    Tracing OFF = new Tracing() {
        @Override
        public ProcessBatch batches(ProcessBatch processBatch, Optional<String> group) {
            return processBatch;
        }

        @Override
        public LoginInbox inbox(LoginInbox inbox, String topic) {
            return inbox;
        }

        @Override
        public RecordTraces records() {
            return RecordTraces.UNHEARD;
        }

        @Override
        public Commits commits() {
            return Commits.UNHEARD;
        }

        @Override
        public void close() {
            // nothing was opened
        }
    };

    /**
     * The same decisions.
     *
     * @param group the consumer group; empty where the source is not Kafka
     */
    ProcessBatch batches(ProcessBatch processBatch, Optional<String> group);

    /** The same inbox, which is this topic. */
    LoginInbox inbox(LoginInbox inbox, String topic);

    /** Where a lane reports its records. */
    RecordTraces records();

    /** Hears of commits. */
    Commits commits();

    @Override
    void close();
}
