package io.kafkafetch.benchmarks.examples;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.kafkafetch.domain.insight.LoginTally;

/** {@link TallyBytes} for Flink, which makes one by itself. */
public final class TallyKryo extends Serializer<LoginTally> {

    /** A tally never changes: Flink need not copy it. */
    public TallyKryo() {
        setImmutable(true);
    }

    @Override
    public void write(Kryo kryo, Output out, LoginTally tally) {
        byte[] bytes = TallyBytes.encode(tally);
        out.writeInt(bytes.length, true);
        out.writeBytes(bytes);
    }

    @Override
    public LoginTally read(Kryo kryo, Input in, Class<? extends LoginTally> type) {
        return TallyBytes.decode(in.readBytes(in.readInt(true)));
    }
}
