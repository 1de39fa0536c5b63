package io.kafkafetch.adapters.kafka.ledger;

import io.kafkafetch.application.ledger.OutcomeLedger;

/** The ledger as one lane's commit thread has it: it commits what the lane owns, and nothing else. */
public interface LaneLedger extends OutcomeLedger, AutoCloseable {

    /** Makes it ready for the first commit; called again where it throws. */
    void open();

    /** There is nothing to commit now: time for whatever is to be looked after. Neither fails nor takes long. */
    default void idle() {}

    @Override
    void close();
}
