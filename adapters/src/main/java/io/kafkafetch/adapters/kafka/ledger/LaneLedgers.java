package io.kafkafetch.adapters.kafka.ledger;

import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.offsets.Anchors;
import io.kafkafetch.adapters.kafka.offsets.CommittedOffsets;
import io.kafkafetch.adapters.kafka.offsets.Positions;
import io.kafkafetch.adapters.kafka.records.OutcomeRecords;
import io.kafkafetch.adapters.payload.Payload;
import io.kafkafetch.application.ledger.CommitPace;
import io.kafkafetch.application.ledger.OutcomeLedger;
import java.time.InstantSource;

/** Makes what stands behind each lane of a service. */
@FunctionalInterface
public interface LaneLedgers {

    /** One lane's: the ledger is its commit thread's, the positions are its poll thread's. */
    record OfLane(LaneLedger ledger, Positions positions) {}

    /**
     * What stands behind this lane.
     *
     * @param lane from 0
     * @param fence knows what the lane owns
     * @param pace of its commits
     */
    OfLane of(int lane, GroupFence fence, CommitPace pace);

    /**
     * Kafka is the ledger, and the offsets committed in its transactions are the positions.
     *
     * @param instance name of this instance, the same after a restart where possible
     * @param payload what dead letters keep of their records
     * @param clock tells when a dead letter was rejected
     */
    static LaneLedgers kafka(
            KafkaPipeline pipeline,
            String instance,
            KafkaClients clients,
            InsightEncoder insights,
            Payload payload,
            InstantSource clock) {
        OutcomeRecords records = OutcomeRecords.of(pipeline, insights, payload, clock);
        CommittedOffsets offsets = CommittedOffsets.of(pipeline);
        return (lane, fence, pace) -> new OfLane(
                new KafkaLedger(
                        time -> clients.transactionalProducer(pipeline.transactionalId(instance, lane), time),
                        () -> clients.observer(pipeline.groupId()),
                        offsets,
                        Anchors.ITSELF,
                        records,
                        fence,
                        pace,
                        Positions.RESTORE_TIMEOUT),
                offsets);
    }

    /**
     * Another ledger, the same for all lanes: exactly once as far as this service goes, see {@link SharedLedgerLane}.
     * Nothing is published to Kafka, and no producer is made.
     *
     * @param ledger thread-safe; closed by its maker, once the lanes are stopped
     */
    static LaneLedgers shared(KafkaPipeline pipeline, OutcomeLedger ledger) {
        SharedLedger shared = new SharedLedger(ledger);
        return (lane, fence, pace) -> {
            SharedLedgerLane ofLane = new SharedLedgerLane(shared, fence, CommittedOffsets.of(pipeline));
            return new OfLane(ofLane, ofLane);
        };
    }
}
