package io.kafkafetch.benchmarks.contestants;

import io.kafkafetch.domain.insight.HourCounts;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** Running hours as a state store keeps them: 24 numbers of 8 bytes, big-endian, from 00:00 on. */
final class HoursSerde {

    private HoursSerde() {}

    /** Thread-safe. */
    static Serde<HourCounts> create() {
        return Serdes.serdeFrom((topic, hours) -> bytes(hours), (topic, bytes) -> hours(bytes));
    }

    @SuppressWarnings("NullAway") // Kafka hands on nulls, and its types do not say so
    private static byte[] bytes(@Nullable HourCounts hours) {
        if (hours == null) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(HourCounts.HOURS * Long.BYTES);
        for (int hour = 0; hour < HourCounts.HOURS; hour++) {
            bytes.putLong(hours.at(hour));
        }
        return bytes.array();
    }

    @SuppressWarnings("NullAway")
    private static HourCounts hours(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        LongBuffer numbers = ByteBuffer.wrap(bytes).asLongBuffer();
        long[] hours = new long[HourCounts.HOURS];
        numbers.get(hours);
        return HourCounts.of(hours);
    }
}
