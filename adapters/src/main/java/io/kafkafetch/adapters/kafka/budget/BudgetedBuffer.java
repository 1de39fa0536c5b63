package io.kafkafetch.adapters.kafka.budget;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.jspecify.annotations.Nullable;

/** A record's value where the consumer has it, not copied, within the {@link PollBudget}. Kafka makes it from its class's name. */
public final class BudgetedBuffer extends ByteBufferDeserializer {

    private final PollBudget.Finder budget = new PollBudget.Finder();

    @Override
    public @Nullable ByteBuffer deserialize(String topic, Headers headers, @Nullable ByteBuffer data) {
        if (data != null) {
            budget.ofThisThread().value(data.remaining(), headers);
        }
        return data;
    }
}
