package io.kafkafetch.bootstrap.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import io.kafkafetch.adapters.kafka.client.Secrets;
import org.jspecify.annotations.Nullable;

/** Leaves secrets out of each line of the log, whoever writes it and whichever exception carries them. */
public final class SecretsEncoder extends EncoderBase<ILoggingEvent> {

    private @Nullable Encoder<ILoggingEvent> encoder;

    /** Sets what makes the line; {@code logback.xml} does so. */
    public void setEncoder(Encoder<ILoggingEvent> encoder) {
        this.encoder = encoder;
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        if (encoder == null) {
            return new byte[0];
        }
        String line = new String(encoder.encode(event), UTF_8);
        return Secrets.ofThisProcess().hide(line).getBytes(UTF_8);
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
