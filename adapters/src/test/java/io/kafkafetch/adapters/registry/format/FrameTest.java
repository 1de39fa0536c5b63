package io.kafkafetch.adapters.registry.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.registry.SchemaId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameTest {

    @Test
    void theByteZeroAndFourBytesNameASchema() {
        ByteBuffer value = ByteBuffer.wrap(new byte[] {9, 0, (byte) 0x80, 0, (byte) 0xfe, 2, 'a', 'b', 9}, 1, 7)
                .order(ByteOrder.LITTLE_ENDIAN);
        Frame frame = requireNonNull(Frame.of(value, null));

        assertThat(frame.id()).isEqualTo(new SchemaId.Numbered(0x8000fe02));
        assertThat(frame.body()).isEqualTo(ByteBuffer.wrap("ab".getBytes(UTF_8)));
        assertThat(frame.behindId()).isSameAs(frame.body());
        assertThat(value.position()).isEqualTo(1);
        assertThat(value.remaining()).isEqualTo(7);
    }

    @Test
    void anIdAloneHasAnEmptyBody() {
        assertThat(requireNonNull(of(0, 0, 0, 0, 7)).body().remaining()).isZero();
    }

    @Test
    void otherValuesNameNone() {
        assertThat(of()).isNull();
        assertThat(of(0)).isNull();
        assertThat(of(0, 0, 0, 0)).isNull();
        assertThat(of('{', 0, 0, 0, 7)).isNull();
        assertThat(of(1, 0, 0, 0, 7)).isNull();
        assertThat(Frame.of(null, null)).isNull();
        assertThat(Frame.of(null, new byte[] {0, 0, 0, 0, 1})).isNull();
    }

    @Test
    void aHeaderNamesASchemaByAUuid() {
        byte[] header = {1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 2, 4};
        Frame frame = requireNonNull(Frame.of(ByteBuffer.wrap(new byte[] {0, 0, 0, 0, 7}), header));

        assertThat(frame.id()).isEqualTo(new SchemaId.Global(UUID.fromString("00010203-0405-0607-0809-0a0b0c0d0e0f")));
        assertThat(frame.body().remaining()).isEqualTo(5);
        assertThat(frame.behindId()).isEqualTo(ByteBuffer.wrap(new byte[] {2, 4}));
    }

    @Test
    void aHeaderNamesASchemaByANumber() {
        Frame frame = requireNonNull(Frame.of(ByteBuffer.wrap(new byte[0]), new byte[] {0, 0, 0, 1, 0}));

        assertThat(frame.id()).isEqualTo(new SchemaId.Numbered(256));
        assertThat(frame.body().remaining()).isZero();
        assertThat(frame.behindId().remaining()).isZero();
    }

    @Test
    void aHeaderThatNamesNoneIsPassedOver() {
        for (byte[] header : new byte[][] {{}, {0, 1, 2}, {1, 2, 3, 4, 5}, {7, 1, 2, 3, 4}}) {
            assertThat(Frame.of(ByteBuffer.wrap(new byte[] {'{', '}'}), header)).isNull();
            assertThat(requireNonNull(Frame.of(ByteBuffer.wrap(new byte[] {0, 0, 0, 0, 7}), header))
                            .id())
                    .isEqualTo(new SchemaId.Numbered(7));
        }
    }

    private static @Nullable Frame of(int... bytes) {
        ByteBuffer value = ByteBuffer.allocate(bytes.length);
        for (int b : bytes) {
            value.put((byte) b);
        }
        return Frame.of(value.flip(), null);
    }
}
