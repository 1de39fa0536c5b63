package io.kafkafetch.adapters.kafka.source;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;

/** Group memberships for tests: real ones come from a consumer alone. */
final class Memberships {

    private Memberships() {}

    /** A member of this generation. */
    static ConsumerGroupMetadata generation(int generation) {
        return membership("group", generation, "member-1");
    }

    @SuppressWarnings("removal") // Kafka will make it an interface
    static ConsumerGroupMetadata membership(String group, int generation, String memberId) {
        return new ConsumerGroupMetadata(group, generation, memberId, Optional.empty());
    }
}
