package io.kafkafetch.adapters.kafka.source;

import io.kafkafetch.application.record.Original;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Takes a record's bytes out of the consumer's fetch buffer, so that a dead letter does not keep all of it alive. */
final class KafkaOriginal {

    private KafkaOriginal() {}

    static Original of(ConsumerRecord<byte[], ByteBuffer> record) {
        List<Original.Header> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(new Original.Header(header.key(), header.value()));
        }
        return new Original(record.key(), bytes(record.value()), headers);
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer value) {
        if (value == null) {
            return null;
        }
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        return bytes;
    }
}
