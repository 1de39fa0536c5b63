package io.kafkafetch.benchmarks.examples;

import static org.apache.kafka.common.serialization.Serdes.ByteArray;

import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.LoginCounter;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** The domain inside Kafka Streams: tallies are a monoid, so that a reduction counts them, exactly once if Streams is. */
public final class InStreams {

    static final Serde<LoginTally> TALLY =
            Serdes.serdeFrom((topic, tally) -> TallyBytes.encode(tally), (topic, bytes) -> TallyBytes.decode(bytes));

    private InStreams() {}

    /** Counts the logins of one topic into another: by the start of the hour they happened in, in epoch seconds. */
    public static Topology topology(String logins, String hours) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(logins, Consumed.with(ByteArray(), ByteArray()))
                .process(Count::new)
                .groupByKey(Grouped.with("by-hour", Serdes.Long(), TALLY))
                .reduce(LoginTally::plus, Materialized.with(Serdes.Long(), TALLY))
                .toStream()
                .to(hours, Produced.with(Serdes.Long(), TALLY));
        return builder.build();
    }

    /** A login becomes the tally of one; what is none is left out: send it to a topic of its own here. */
    private static final class Count extends ContextualProcessor<byte[], byte[], Long, LoginTally> {
        private final LoginDecoder decoder = new LoginDecoder(MissingDeviceType.DEAD_LETTER);
        private final LoginCounter counter = new LoginCounter(HourOfDay.UTC);

        @Override
        public void process(Record<byte[], byte[]> login) {
            byte[] value = login.value();
            if (decoder.decode(value == null ? null : ByteBuffer.wrap(value)) instanceof LoginEvent event) {
                counter.clear();
                counter.count(event);
                long hour = event.timestamp() - Math.floorMod(event.timestamp(), 3_600L);
                context().forward(login.withKey(hour).withValue(counter.tally()));
            }
        }
    }
}
