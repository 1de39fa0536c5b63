package io.kafkafetch.benchmarks.examples;

import io.kafkafetch.domain.insight.LoginTally;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In Flink's own small cluster in this process, with two of each operator, so that tallies travel between them. */
class InFlinkTest {

    @ParameterizedTest
    @EnumSource(names = {"STREAMING", "BATCH"})
    void hoursAreThoseOfTheDomain(RuntimeExecutionMode mode) throws Exception {
        SameLogins logins = SameLogins.all();

        logins.assertCountedBy(hours(logins, mode));
    }

    @SuppressWarnings("try") // who closes may be interrupted: then the test fails
    private static Map<Long, LoginTally> hours(SameLogins logins, RuntimeExecutionMode mode) throws Exception {
        try (StreamExecutionEnvironment flink =
                StreamExecutionEnvironment.createLocalEnvironment(2, InFlink.settings())) {
            flink.setRuntimeMode(mode);
            DataStream<byte[]> input = flink.fromData(
                            logins.values(), PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)
                    .rebalance();
            Map<Long, LoginTally> hours = new HashMap<>();
            try (CloseableIterator<Tuple2<Long, LoginTally>> found =
                    InFlink.hours(input).executeAndCollect()) {
                found.forEachRemaining(hour -> hours.put(hour.f0, hour.f1));
            }
            return hours;
        }
    }
}
