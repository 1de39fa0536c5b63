package io.kafkafetch.adapters.kafka.source;

import io.kafkafetch.adapters.kafka.client.KafkaFaults;
import io.kafkafetch.application.health.Pulse;
import io.kafkafetch.application.health.Vitals;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleBoard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a lane does and what troubles it, for log and health. Thread-safe. */
final class LaneStatus {

    private static final Logger LOG = LoggerFactory.getLogger(LaneStatus.class);

    /** What a lane does, and what can be in trouble. */
    enum Concern {
        CLUSTER("reaching the cluster"),
        POLL("reading"),
        RESTORE("restoring state and position"),
        RECEIVE("processing records"),
        SCHEMA("asking for a schema"),
        COMMIT("committing");

        private final String activity;

        Concern(String activity) {
            this.activity = activity;
        }

        String activity() {
            return activity;
        }
    }

    private final String lane;
    private final TroubleBoard board;
    private final Vitals vitals;
    private final Pulse polling;
    private final Pulse committing;

    /** @param board where its troubles are reported */
    LaneStatus(String lane, TroubleBoard board) {
        this.lane = lane;
        this.board = board;
        this.vitals = new Vitals("lane " + lane, System::nanoTime);
        this.polling = vitals.pulse("poll thread");
        this.committing = vitals.pulse("commit thread");
    }

    /** Its name, for the log. */
    String lane() {
        return lane;
    }

    /** Its signs of life. */
    Vitals vitals() {
        return vitals;
    }

    /** Of the thread that polls. */
    Pulse polling() {
        return polling;
    }

    /** Of the thread that commits. */
    Pulse committing() {
        return committing;
    }

    /** This failed, and will be tried again. */
    void trouble(Concern concern, Throwable failure) {
        trouble(concern, KafkaFaults.of(failure));
        LOG.debug("Lane {}: {}", lane, concern.activity(), failure);
    }

    /** This is wrong, and will be tried again. */
    void trouble(Concern concern, Fault fault) {
        board.report(place(concern), fault);
    }

    void fine(Concern concern) {
        board.fine(place(concern));
    }

    private String place(Concern concern) {
        return vitals.name() + ": " + concern.activity();
    }
}
