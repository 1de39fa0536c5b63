package io.kafkafetch.benchmarks.examples;

import io.kafkafetch.domain.insight.LoginTally;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InStreamsTest {

    @TempDir
    private Path state = Path.of("");

    @Test
    void hoursAreThoseOfTheDomain() throws IOException {
        SameLogins logins = SameLogins.all();
        Properties settings = new Properties();
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put(
                StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG,
                BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class);
        try (TopologyTestDriver driver = new TopologyTestDriver(InStreams.topology("logins", "hours"), settings)) {
            TestInputTopic<byte[], byte[]> input =
                    driver.createInputTopic("logins", new ByteArraySerializer(), new ByteArraySerializer());
            logins.values().forEach(input::pipeInput);

            Map<Long, LoginTally> hours = driver.createOutputTopic(
                            "hours", new LongDeserializer(), InStreams.TALLY.deserializer())
                    .readKeyValuesToMap();

            logins.assertCountedBy(hours);
        }
    }
}
