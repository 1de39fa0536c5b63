package io.kafkafetch.benchmarks.examples;

import static java.util.Objects.requireNonNull;

import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.LoginCounter;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** The domain inside Flink: tallies are a monoid, so that a reduction counts them, exactly once if checkpoints are. */
public final class InFlink {

    private InFlink() {}

    /** What the job's environment must have: how a tally is stored and sent. */
    public static Configuration settings() {
        return new Configuration()
                .set(
                        PipelineOptions.SERIALIZATION_CONFIG,
                        List.of(LoginTally.class.getName() + ": {type: kryo, kryo-type: registered, class: "
                                + TallyKryo.class.getName() + "}"));
    }

    /** Counts logins by the start of the hour they happened in, in epoch seconds. A stream's hours grow login by login. */
    public static DataStream<Tuple2<Long, LoginTally>> hours(DataStream<byte[]> logins) {
        return logins.flatMap(new Count(), Types.TUPLE(Types.LONG, Types.GENERIC(LoginTally.class)))
                .keyBy(hour -> hour.f0, Types.LONG)
                .reduce((one, other) -> Tuple2.of(one.f0, one.f1.plus(other.f1)));
    }

    /** A login becomes the tally of one; what is none is left out: give it to a side output here. */
    private static final class Count extends RichFlatMapFunction<byte[], Tuple2<Long, LoginTally>> {
        private static final long serialVersionUID = 1;
        private transient @Nullable LoginDecoder decoder;
        private transient @Nullable LoginCounter counter;

        @Override
        public void open(OpenContext context) {
            decoder = new LoginDecoder(MissingDeviceType.DEAD_LETTER);
            counter = new LoginCounter(HourOfDay.UTC);
        }

        @Override
        public void flatMap(byte[] login, Collector<Tuple2<Long, LoginTally>> out) {
            LoginCounter counted = requireNonNull(counter);
            if (requireNonNull(decoder).decode(ByteBuffer.wrap(login)) instanceof LoginEvent event) {
                counted.clear();
                counted.count(event);
                long hour = event.timestamp() - Math.floorMod(event.timestamp(), 3_600L);
                out.collect(Tuple2.of(hour, counted.tally()));
            }
        }
    }
}
