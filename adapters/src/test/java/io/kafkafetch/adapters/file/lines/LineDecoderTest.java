package io.kafkafetch.adapters.file.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Delivery.Login;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.RecordFault;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class LineDecoderTest {

    private static final Partition PARTITION = new Partition("user-login", 0);

    private final LineDecoder decoder = new LineDecoder(MissingDeviceType.DEAD_LETTER);

    @Test
    void aValidLineIsALogin() {
        ByteBuffer line = ByteBuffer.wrap("""
                {"user_id":"u","app_version":"1","ip":"1.2.3.4","locale":"RI","device_id":"d","timestamp":3600,\
                "device_type":"iOS"}""".getBytes(UTF_8));

        assertThat(decoder.decode(PARTITION, 17, line, false))
                .isEqualTo(new Login(new Origin(PARTITION, 17), new LoginEvent("1", "RI", 3600, "iOS")));
    }

    @Test
    void aBlankLineIsRejected() {
        assertThat(rejected(ByteBuffer.allocate(0), false).reasons())
                .containsExactly(new Reason.OfRecord(RecordFault.EMPTY));
    }

    @Test
    void aRejectedLineIsKeptAsItIsAndNotWhereItIs() {
        byte[] block = "..{..".getBytes(UTF_8);
        ByteBuffer line = ByteBuffer.wrap(block, 2, 1);
        DeadLetter letter = rejected(line, false);
        block[2] = '?';

        assertThat(letter.reasons()).containsExactly(new Reason.OfRecord(RecordFault.NOT_JSON));
        assertThat(letter.original().value()).isEqualTo("{".getBytes(UTF_8));
        assertThat(line.remaining()).isEqualTo(1);
    }

    @Test
    void ofALineTooLargeTheFirstBytesAreKeptAndNothingIsJudged() {
        DeadLetter letter = rejected(ByteBuffer.wrap(new byte[(1 << 16) + 1]), true);

        assertThat(letter.reasons()).containsExactly(new Reason.OfRecord(RecordFault.TOO_LARGE));
        assertThat(letter.original().value()).hasSize(1 << 16);
    }

    private DeadLetter rejected(ByteBuffer line, boolean tooLarge) {
        Delivery delivery = decoder.decode(PARTITION, 0, line, tooLarge);
        assertThat(delivery).isInstanceOf(DeadLetter.class);
        return (DeadLetter) delivery;
    }
}
