package io.kafkafetch.bootstrap.kafka;

import io.kafkafetch.adapters.broker.EmbeddedBroker;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A broker that lets a producer have less than a commit of the usual size needs in its time. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ThrottledProducerTest {

    /** Half of an outbox in 9 s are 900 kB/s. */
    private static final double BYTES_A_SECOND = 300_000;

    @Test
    void aBacklogIsWorkedOffThoughTheProducerIsThrottled() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.startTemporary(0);
                Scenario scenario = new Scenario(broker.bootstrapServers(), 1)) {
            scenario.generate(5, 3, 60_000);
            throttle(broker, BYTES_A_SECOND);
            scenario.start();

            scenario.awaitAccounted();
            scenario.stopAndCheck();
        }
    }

    private static void throttle(EmbeddedBroker broker, double bytesASecond) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            @Nullable String anyClient = null;
            ClientQuotaEntity entity =
                    new ClientQuotaEntity(Collections.singletonMap(ClientQuotaEntity.CLIENT_ID, anyClient));
            admin.alterClientQuotas(List.of(new ClientQuotaAlteration(
                            entity, List.of(new ClientQuotaAlteration.Op("producer_byte_rate", bytesASecond)))))
                    .all()
                    .get();
        }
    }
}
