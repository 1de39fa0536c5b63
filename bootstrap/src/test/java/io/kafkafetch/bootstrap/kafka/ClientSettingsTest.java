package io.kafkafetch.bootstrap.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaVariable;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that no client takes are found before any client is made. */
class ClientSettingsTest {

    private static void check(String setting, String value) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", "localhost:1");
        settings.put("kafka-fetch.source", "none");
        settings.put("kafka." + setting, value);
        try (ApplicationContext context = ApplicationContext.builder()
                .banner(false)
                .environmentPropertySource(false)
                .properties(settings)
                .start()) {
            new KafkaClients(context).check();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            linger.ms | -5 | KAFKA_LINGER_MS=-5 cannot be used: expected at least 0
            linger.ms | soon | KAFKA_LINGER_MS=soon cannot be used: Not a number of type LONG
            linger.ms | 60000 | KAFKA_LINGER_MS=60000 cannot be used: expected at most delivery.timeout.ms (9000) less
            batch.size | -1 | KAFKA_BATCH_SIZE=-1 cannot be used: expected at least 0
            compression.type | rar | KAFKA_COMPRESSION_TYPE=rar cannot be used
            max.in.flight.requests.per.connection | 6 | max.in.flight.requests.per.connection
            transaction.timeout.ms | x | KAFKA_TRANSACTION_TIMEOUT_MS=x cannot be used: Not a number of type INT
            max.poll.records | 0 | KAFKA_MAX_POLL_RECORDS=0 cannot be used: expected at least 1
            fetch.max.bytes | 8MB | KAFKA_FETCH_MAX_BYTES=8MB cannot be used: Not a number of type INT
            session.timeout.ms | 45s | KAFKA_SESSION_TIMEOUT_MS=45s cannot be used: Not a number of type INT
            auto.offset.reset | begin | KAFKA_AUTO_OFFSET_RESET=begin cannot be used
            group.protocol | new | KAFKA_GROUP_PROTOCOL=new cannot be used
            retries | -2 | KAFKA_RETRIES=-2 cannot be used: expected at least 0
            request.timeout.ms | -1 | KAFKA_REQUEST_TIMEOUT_MS=-1 cannot be used: expected at least 0
            security.protocol | TLS | KAFKA_SECURITY_PROTOCOL=TLS cannot be used
            client.dns.lookup | any | KAFKA_CLIENT_DNS_LOOKUP=any cannot be used
            """)
    void aValueThatNoClientTakesIsNamedWithItsVariable(String setting, String value, String expected) {
        assertThatThrownBy(() -> check(setting, value))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        failure -> assertThat(KafkaVariable.describe(failure)).contains(expected));
    }

    @Test
    void usualValuesPass() {
        check("linger.ms", "50");
        check("max.poll.records", "500");
        check("compression.type", "zstd");
    }

    /** No broker's name is looked up: where containers start together it is known later. */
    @Test
    void aBrokerWithoutAnAddressYetIsNoWrongSetting() {
        check("bootstrap.servers", "no-such-host.invalid:9092");
    }

    @ParameterizedTest
    @CsvSource({"kafka,kafka", "file,kafka", "file,file", "http,kafka"})
    void suchAValueEndsTheStartWhateverTheSourceAndTheSink(String source, String sink) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(Map.of(
                "kafka.linger.ms",
                "-5",
                "kafka.bootstrap.servers",
                "localhost:1",
                "kafka-fetch.source",
                source,
                "kafka-fetch.source-file",
                "logins.jsonl",
                "kafka-fetch.sink",
                sink,
                "kafka-fetch.sink-dir",
                System.getProperty("java.io.tmpdir") + "/client-settings"))) {
            assertThat(service.exitCode(60)).isEqualTo(2);
            assertThat(service.log().lines().filter(line -> line.startsWith("kafka-fetch: ")))
                    .containsExactly("kafka-fetch: KAFKA_LINGER_MS=-5 cannot be used: expected at least 0");
            assertThat(service.log()).doesNotContain("\tat ");
        }
    }
}
