package io.kafkafetch.adapters.kafka.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.record.Original;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KafkaOriginalTest {

    private static final byte[] KEY = {1, 2};

    private static Original original(@Nullable ByteBuffer value, Header... headers) {
        return KafkaOriginal.of(new ConsumerRecord<>(
                "user-login",
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                KEY.length,
                value == null ? -1 : value.remaining(),
                KEY,
                value,
                new RecordHeaders(List.of(headers)),
                Optional.empty()));
    }

    private static ByteBuffer fetchBuffer() {
        return ByteBuffer.wrap("before VALUE after".getBytes(UTF_8));
    }

    @Test
    void aValueIsTheSliceOfTheFetchBufferThatIsTheRecords() {
        ByteBuffer slice = fetchBuffer().position(7).limit(12);

        assertThat(original(slice).value()).isEqualTo("VALUE".getBytes(UTF_8));

        assertThat(slice.position()).as("position, untouched").isEqualTo(7);
        assertThat(slice.limit()).isEqualTo(12);
    }

    @Test
    void aDirectOrReadOnlyBufferServesAsWell() {
        ByteBuffer direct =
                ByteBuffer.allocateDirect(5).put("VALUE".getBytes(UTF_8)).flip();

        assertThat(original(direct).value()).isEqualTo("VALUE".getBytes(UTF_8));
        assertThat(original(fetchBuffer().position(7).limit(12).asReadOnlyBuffer())
                        .value())
                .isEqualTo("VALUE".getBytes(UTF_8));
    }

    @Test
    void whatIsTakenNoLongerNeedsTheBuffer() {
        ByteBuffer buffer = fetchBuffer();
        Original taken = original(buffer);

        buffer.put(0, new byte[18]);

        assertThat(taken.value()).isEqualTo("before VALUE after".getBytes(UTF_8));
    }

    @Test
    void anEmptyValueIsEmptyAndATombstoneIsNone() {
        assertThat(original(ByteBuffer.allocate(0)).value()).isEmpty();
        assertThat(original(null).value()).isNull();
    }

    @Test
    void keyAndHeadersComeAlongInTheirOrder() {
        Original original = original(
                null,
                new RecordHeader("trace", new byte[] {9}),
                new RecordHeader("nothing", (byte[]) null),
                new RecordHeader("trace", new byte[0]));

        assertThat(original.key()).isEqualTo(KEY);
        assertThat(original.headers()).extracting(Original.Header::name).containsExactly("trace", "nothing", "trace");
        assertThat(original.headers().get(0).value()).containsExactly(9);
        assertThat(original.headers().get(1).value()).isNull();
        assertThat(original.headers().get(2).value()).isEmpty();
    }
}
