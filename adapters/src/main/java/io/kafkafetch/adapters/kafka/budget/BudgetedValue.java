package io.kafkafetch.adapters.kafka.budget;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** A record's value as it is, within the {@link PollBudget}. */
public final class BudgetedValue extends ByteArrayDeserializer {

    private final PollBudget.Finder budget = new PollBudget.Finder();

    @Override
    public byte @Nullable [] deserialize(String topic, Headers headers, @Nullable ByteBuffer data) {
        if (data == null) {
            return null;
        }
        budget.ofThisThread().value(data.remaining(), headers);
        return Utils.toArray(data);
    }
}
