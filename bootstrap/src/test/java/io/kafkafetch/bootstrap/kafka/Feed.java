package io.kafkafetch.bootstrap.kafka;

import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.Validation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What went into the input topic, by partition and in the order of its offsets, which start at 0 without a gap. */
final class Feed {

    private final LoginDecoder decoder = new LoginDecoder(MissingDeviceType.DEAD_LETTER);
    private final Map<Integer, List<Validation>> verdicts = new TreeMap<>();

    void add(int partition, long offset, byte @Nullable [] value) {
        List<Validation> ofPartition = verdicts.computeIfAbsent(partition, p -> new ArrayList<>());
        if (offset != ofPartition.size()) {
            throw new IllegalStateException("offset " + offset + " after " + ofPartition.size() + " records");
        }
        ofPartition.add(decoder.decode(value == null ? null : ByteBuffer.wrap(value)));
    }

    Map<Integer, List<Validation>> verdicts() {
        return verdicts;
    }

    long size() {
        return verdicts.values().stream().mapToLong(List::size).sum();
    }

    long accepted() {
        return verdicts.values().stream()
                .flatMap(List::stream)
                .filter(LoginEvent.class::isInstance)
                .count();
    }

    long rejected() {
        return size() - accepted();
    }
}
