package io.kafkafetch.bootstrap.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCheckTest {

    private static final SettingNames NAMES = SettingNames.ofThisVersion();
    private static final SettingsCheck CHECK = new SettingsCheck(NAMES);

    @ParameterizedTest
    @CsvSource({
        "BATCH_SIZ, BATCH_SIZE",
        "BATCHSIZE, BATCH_SIZE",
        "BACTH_SIZE, BATCH_SIZE",
        "BATCH_MAXAGE, BATCH_MAX_AGE",
        "CONSUMER_THREAD, CONSUMER_THREADS",
        "INPUT_TOPICS, INPUT_TOPIC",
        "OUPUT_TOPIC, OUTPUT_TOPIC",
        "GROUPID, GROUP_ID",
        "INSTANCEID, INSTANCE_ID",
        "CREATE_TOPIC, CREATE_TOPICS",
        "LOG_LEVL, LOG_LEVEL",
        "SORUCE, SOURCE",
        "KAFKA_BOOTSTRP_SERVERS, KAFKA_BOOTSTRAP_SERVERS",
        "KAFKA_BOOTSTRAP_SERVER, KAFKA_BOOTSTRAP_SERVERS",
        "KAFKA_MAX_POLL_RECORD, KAFKA_MAX_POLL_RECORDS",
        "KAFKA_SASL_JAS_CONFIG, KAFKA_SASL_JAAS_CONFIG",
        "KAFKA_SECURITY_PROTOCL, KAFKA_SECURITY_PROTOCOL",
        "KAFKA_FETCH_MAX_BYTE, KAFKA_FETCH_MAX_BYTES"
    })
    void aMisspeltSettingIsReportedWithTheOneThatIsMeant(String name, String meant) {
        assertThat(CHECK.warnings(Map.of(name, "10")))
                .containsExactly(name + " is not a setting and has no effect: is " + meant + " meant?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "HOME",
                "LANG",
                "HOSTNAME",
                "JAVA_HOME",
                "JDK_JAVA_OPTIONS",
                "HTTP_PROXY",
                "HTTPS_PROXY",
                "NO_PROXY",
                "HTTPS_PORT",
                "PORT",
                "HOST",
                "ZONES",
                "LINK",
                "TRACE",
                "LOGNAME",
                "SOURCE_DATE_EPOCH",
                "XDG_RUNTIME_DIR",
                "OTEL_SERVICE_NAME",
                "KUBERNETES_SERVICE_HOST",
                "KAFKA_HOME",
                "KAFKA_VERSION",
                "KAFKA_OPTS",
                "KAFKA_HEAP_OPTS",
                "KAFKA_JMX_OPTS",
                "KAFKA_JMX_PORT",
                "KAFKA_LOG4J_OPTS",
                "KAFKA_GC_LOG_OPTS",
                "KAFKA_JVM_PERFORMANCE_OPTS",
                "KAFKA_NODE_ID",
                "KAFKA_BROKER_ID",
                "KAFKA_PROCESS_ROLES",
                "KAFKA_LISTENERS",
                "KAFKA_ADVERTISED_LISTENERS",
                "KAFKA_LOG_DIRS",
                "KAFKA_NUM_PARTITIONS",
                "KAFKA_CLUSTER_ID",
                "KAFKA_SERVICE_HOST",
                "KAFKA_SERVICE_PORT",
                "KAFKA_PORT",
                "KAFKA_PORT_9092_TCP_ADDR",
                "KAFKA_FETCH_JAVA_HOME",
                "KAFKA_FETCH_JAVA_OPTS",
                "KAFKA_FETCH_EXT",
                "KAFKA_FETCH_BATCH_SIZE"
            })
    void variablesOfOthersAreNot(String name) {
        assertThat(CHECK.warnings(Map.of(name, "10"))).isEmpty();
    }

    @Test
    void allThatAreKnownAreFine() {
        Map<String, String> all = new HashMap<>();
        NAMES.own().forEach(name -> all.put(name, "1"));

        assertThat(CHECK.warnings(all)).isEmpty();
        assertThat(NAMES.kafkas()).contains("KAFKA_BOOTSTRAP_SERVERS", "KAFKA_MAX_POLL_RECORDS", "KAFKA_LINGER_MS");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    KAFKA_ACKS | 0 | exactly-once rests on acks=all
                    KAFKA_ENABLE_AUTO_COMMIT | true | exactly-once rests on offsets that commit with the insights
                    KAFKA_ISOLATION_LEVEL | read_uncommitted | exactly-once rests on isolation.level=read_committed
                    KAFKA_TRANSACTIONAL_ID | mine | each consumer has its own, made of GROUP_ID and INSTANCE_ID
                    KAFKA_GROUP_ID | mine | the group is GROUP_ID
                    KAFKA_KEY_DESERIALIZER | some.Class | records are read and written as bytes
                    """)
    void anOverrideThatIsIgnoredIsReportedWithItsReason(String name, String value, String why) {
        assertThat(CHECK.warnings(Map.of(name, value))).containsExactly(name + " is ignored: " + why);
    }

    @ParameterizedTest
    @CsvSource({"KAFKA_ACKS, all", "KAFKA_ACKS, -1", "KAFKA_ENABLE_AUTO_COMMIT, false", "KAFKA_ENABLE_IDEMPOTENCE, true"
    })
    void anOverrideThatSaysWhatHoldsAnywayIsFine(String name, String value) {
        assertThat(CHECK.warnings(Map.of(name, value))).isEmpty();
    }

    @Test
    void noValueIsEverInAWarning() {
        assertThat(CHECK.warnings(Map.of("KAFKA_SSL_KEY_PASWORD", "hunter22", "KAFKA_TRANSACTIONAL_ID", "hunter22")))
                .hasSize(2)
                .allSatisfy(warning -> assertThat(warning).doesNotContain("hunter22"));
    }
}
