package io.kafkafetch.adapters.kafka;

import io.kafkafetch.application.OutcomeLedger;

/** The ledger as one lane's commit thread has it: it commits what the lane owns, and nothing else. */
interface LaneLedger extends OutcomeLedger, AutoCloseable {

    /** Makes it ready for the first commit; called again where it throws. */
    void open();

    @Override
    void close();
}
