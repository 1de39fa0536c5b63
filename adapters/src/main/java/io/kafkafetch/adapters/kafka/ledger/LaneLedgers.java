package io.kafkafetch.adapters.kafka.ledger;

import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.offsets.Anchors;
import io.kafkafetch.adapters.kafka.offsets.CommittedOffsets;
import io.kafkafetch.adapters.kafka.offsets.OffsetMetadata;
import io.kafkafetch.adapters.kafka.offsets.Positions;
import io.kafkafetch.adapters.kafka.records.OutcomeRecords;
import io.kafkafetch.adapters.kafka.source.LaneSettings;
import io.kafkafetch.adapters.kafka.source.Outbox;
import io.kafkafetch.application.OutcomeLedger;
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
     * @param outbox the lane's, which knows what the lane owns
     */
    OfLane of(int lane, Outbox outbox);

    /** Kafka is the ledger, and the offsets committed in its transactions are the positions. */
    static LaneLedgers kafka(
            LaneSettings settings, KafkaClients clients, InsightEncoder insights, InstantSource clock) {
        OutcomeRecords records = OutcomeRecords.of(settings, insights, clock);
        CommittedOffsets offsets = committedOffsets(settings);
        return (lane, outbox) -> new OfLane(
                new KafkaLedger(
                        time -> clients.transactionalProducer(settings.transactionalId(lane), time),
                        () -> clients.observer(settings.groupId()),
                        offsets,
                        Anchors.ITSELF,
                        records,
                        outbox,
                        outbox.pace(),
                        LaneSettings.RESTORE_TIMEOUT),
                offsets);
    }

    /** Another ledger, the same for all lanes; see {@link SharedLedgerLane}. */
    static LaneLedgers shared(LaneSettings settings, OutcomeLedger ledger) {
        SharedLedger shared = new SharedLedger(ledger);
        return (lane, outbox) -> {
            SharedLedgerLane ofLane = new SharedLedgerLane(shared, outbox, committedOffsets(settings));
            return new OfLane(ofLane, ofLane);
        };
    }

    private static CommittedOffsets committedOffsets(LaneSettings settings) {
        return new CommittedOffsets(new OffsetMetadata(settings.hourOfDay().zone()));
    }
}
