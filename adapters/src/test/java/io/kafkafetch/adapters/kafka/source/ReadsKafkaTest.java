package io.kafkafetch.adapters.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadsKafkaTest {

    @Singleton
    @Requires(property = "reads-kafka-test")
    @Requires(condition = ReadsKafka.class)
    static final class Reader {}

    @ParameterizedTest
    @CsvSource({
        "kafka, kafka, true",
        "kafka, file, true",
        "kafka, console, true",
        "kafka, , true",
        "http, kafka, true",
        "http, , true",
        "http, file, false",
        "http, console, false",
        "file, kafka, false",
        "file, file, false",
        "file, , false",
        "none, kafka, false",
        ", kafka, false",
        ", , false",
    })
    void aBeanThatNeedsTheReaderIsThereWhereKafkaIsRead(String source, String sink, boolean isThere) {
        Map<String, Object> settings = new HashMap<>(Map.of("reads-kafka-test", true));
        if (source != null) {
            settings.put("kafka-fetch.source", source);
        }
        if (sink != null) {
            settings.put("kafka-fetch.sink", sink);
        }
        try (ApplicationContext context = ApplicationContext.builder()
                .banner(false)
                .environmentPropertySource(false)
                .properties(settings)
                .start()) {
            assertThat(context.containsBean(Reader.class)).isEqualTo(isThere);
        }
    }
}
