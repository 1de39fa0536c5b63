package io.kafkafetch.adapters.kafka.budget;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** A record's key as it is, within the {@link PollBudget}. Kafka makes it from its class's name. */
public final class BudgetedKey extends ByteArrayDeserializer {

    private final PollBudget.Finder budget = new PollBudget.Finder();

    @Override
    public byte @Nullable [] deserialize(String topic, Headers headers, @Nullable ByteBuffer data) {
        if (data == null) {
            return null;
        }
        budget.ofThisThread().key(data.remaining(), headers);
        return Utils.toArray(data);
    }
}
