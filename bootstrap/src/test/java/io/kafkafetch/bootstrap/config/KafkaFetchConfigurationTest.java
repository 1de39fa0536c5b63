package io.kafkafetch.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.kafka.input.WhenRecreated;
import io.kafkafetch.adapters.kafka.topics.Topics;
import io.kafkafetch.adapters.registry.http.RegistryTls;
import io.kafkafetch.adapters.users.SecretUserKey;
import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.bootstrap.settings.Settings;
import io.kafkafetch.domain.insight.ChosenMetrics;
import io.kafkafetch.domain.insight.Metric;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaFetchConfigurationTest {

    /** Each setting's property and its variable. */
    private static final Map<String, String> VARIABLES = new TreeMap<>(Map.ofEntries(
            Map.entry("source", "SOURCE"),
            Map.entry("sink", "SINK"),
            Map.entry("input-topic", "INPUT_TOPIC"),
            Map.entry("output-topic", "OUTPUT_TOPIC"),
            Map.entry("dlq-topic", "DLQ_TOPIC"),
            Map.entry("dlq-log-topic", "DLQ_LOG_TOPIC"),
            Map.entry("group-id", "GROUP_ID"),
            Map.entry("instance-id", "INSTANCE_ID"),
            Map.entry("batch-size", "BATCH_SIZE"),
            Map.entry("batch-max-age", "BATCH_MAX_AGE"),
            Map.entry("consumer-threads", "CONSUMER_THREADS"),
            Map.entry("zone", "ZONE"),
            Map.entry("missing-device-type", "MISSING_DEVICE_TYPE"),
            Map.entry("login-mapping", "LOGIN_MAPPING"),
            Map.entry("insights", "INSIGHTS"),
            Map.entry("create-topics", "CREATE_TOPICS"),
            Map.entry("topic-partitions", "TOPIC_PARTITIONS"),
            Map.entry("topic-replication", "TOPIC_REPLICATION"),
            Map.entry("topic-recreated", "TOPIC_RECREATED"),
            Map.entry("rollups", "ROLLUPS"),
            Map.entry("tallies-topic", "TALLIES_TOPIC"),
            Map.entry("rollups-topic", "ROLLUPS_TOPIC"),
            Map.entry("unique-users-key", "UNIQUE_USERS_KEY"),
            Map.entry("unique-users-key-file", "UNIQUE_USERS_KEY_FILE")));

    /** A value for each, none of them the default. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("source", "none"),
            Map.entry("sink", "console"),
            Map.entry("input-topic", "in"),
            Map.entry("output-topic", "out"),
            Map.entry("dlq-topic", "dead"),
            Map.entry("dlq-log-topic", "log"),
            Map.entry("group-id", "group"),
            Map.entry("instance-id", "pod-7"),
            Map.entry("batch-size", "51"),
            Map.entry("batch-max-age", "250ms"),
            Map.entry("consumer-threads", "3"),
            Map.entry("zone", "Europe/Berlin"),
            Map.entry("missing-device-type", "unknown"),
            Map.entry("login-mapping", "okta"),
            Map.entry("insights", "device_usage, peak_hour"),
            Map.entry("create-topics", "true"),
            Map.entry("topic-partitions", "6"),
            Map.entry("topic-replication", "2"),
            Map.entry("topic-recreated", "restart"),
            Map.entry("rollups", "elsewhere"),
            Map.entry("tallies-topic", "counted"),
            Map.entry("rollups-topic", "totals"),
            Map.entry("unique-users-key", "a key of the tests"),
            Map.entry("unique-users-key-file", ""));

    private static final RegistryConfiguration NO_REGISTRY = new RegistryConfiguration(
            List.of(), new RegistryConfiguration.Shown.Nothing(), new RegistryTls(Optional.empty(), Optional.empty()));

    private static final KafkaFetchConfiguration ALL_SET = new KafkaFetchConfiguration(
            Source.NONE,
            Sink.CONSOLE,
            "in",
            "out",
            "dead",
            "log",
            "group",
            Optional.of("pod-7"),
            51,
            Duration.ofMillis(250),
            3,
            ZoneId.of("Europe/Berlin"),
            new LoginFormat(MissingDeviceType.UNKNOWN, Optional.of(Mappings.of("LOGIN_MAPPING", "okta"))),
            ChosenMetrics.of(Set.of(Metric.Running.PEAK_HOUR, Metric.Ranked.DEVICE_USAGE)),
            true,
            6,
            2,
            WhenRecreated.RESTART,
            new RollupConfiguration(
                    RollupConfiguration.Mode.ELSEWHERE,
                    "counted",
                    "totals",
                    Optional.of(SecretUserKey.of("a key of the tests"))),
            NO_REGISTRY);

    /** A context as a command has it, in an environment of these variables alone. */
    private static ApplicationContext inEnvironment(Map<String, String> variables) {
        return context(PropertySource.of(
                "env",
                new HashMap<>(variables),
                PropertyConvention.ENVIRONMENT_VARIABLE,
                PropertySource.Origin.of("env")));
    }

    private static ApplicationContext context(PropertySource source) {
        return ApplicationContext.builder()
                .banner(false)
                .environmentPropertySource(false)
                .propertySources(source)
                // Its task may find the context closed already, and logs that.
                .properties(Map.of("kafka-fetch.source", "none", "micronaut.health.monitor.enabled", false))
                .start();
    }

    private static KafkaFetchConfiguration configuration(ApplicationContext context) {
        return context.getBean(KafkaFetchConfiguration.class);
    }

    // ---- defaults

    @Test
    void everySettingHasItsDefault() {
        try (ApplicationContext context = inEnvironment(Map.of())) {
            assertThat(configuration(context))
                    .isEqualTo(new KafkaFetchConfiguration(
                            Source.NONE,
                            Sink.KAFKA,
                            "user-login",
                            "insights",
                            "user-login-dlq",
                            "user-login-dlq-log",
                            "kafka-fetch",
                            Optional.empty(),
                            50,
                            Duration.ofSeconds(5),
                            1,
                            ZoneId.of("UTC"),
                            LoginFormat.plain(MissingDeviceType.DEAD_LETTER),
                            ChosenMetrics.ALL,
                            false,
                            1,
                            -1,
                            WhenRecreated.HOLD,
                            new RollupConfiguration(
                                    RollupConfiguration.Mode.OFF, "login-tallies", "login-rollups", Optional.empty()),
                            NO_REGISTRY));
        }
    }

    @Test
    void theSourceAndTheSinkAreKafkaWhereNothingIsSaid() {
        KafkaFetchConfiguration byDefault = KafkaFetchConfiguration.of(Settings.of(Map.of()));

        assertThat(byDefault.source()).isEqualTo(Source.KAFKA);
        assertThat(byDefault.sink()).isEqualTo(Sink.KAFKA);
    }

    @Test
    void settingsBecomeWhatTheServiceWorksWith() {
        assertThat(ALL_SET.batchPolicy())
                .isEqualTo(new BatchPolicy(
                        51, Duration.ofMillis(250), ALL_SET.memoryBudget().deadLetterBytes()));
        assertThat(ALL_SET.hourOfDay().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(ALL_SET.format().missingDeviceType()).isEqualTo(MissingDeviceType.UNKNOWN);
        assertThat(ALL_SET.topicCreation()).contains(new Topics.Creation(6, (short) 2));
    }

    @Test
    void aServiceThatPublishesHardlyAnythingSaysSo() {
        assertThat(reticence(Map.of("insights", "none")))
                .hasValueSatisfying(said -> assertThat(said)
                        .startsWith("INSIGHTS=none and ROLLUPS=off: nothing but dead letters is published"));
        assertThat(reticence(Map.of("insights", "none", "sink", "console")))
                .contains("INSIGHTS=none: nothing but rejected records is printed");
        assertThat(reticence(Map.of("insights", "none", "rollups", "elsewhere")))
                .isEmpty();
        assertThat(reticence(Map.of("insights", "none", "source", "none"))).isEmpty();
        assertThat(reticence(Map.of("insights", "peak_hour"))).isEmpty();
        assertThat(reticence(Map.of())).isEmpty();
    }

    private static Optional<String> reticence(Map<String, String> given) {
        return KafkaFetchConfiguration.of(Settings.of(given)).reticence();
    }

    // ---- names

    @Test
    void everySettingHasAPropertyOfItsName() {
        Map<String, Object> properties = new HashMap<>();
        VALUES.forEach((name, value) -> properties.put("kafka-fetch." + name, value));

        try (ApplicationContext context = context(PropertySource.of("test", properties))) {
            assertThat(configuration(context)).isEqualTo(ALL_SET);
        }
    }

    @Test
    void everySettingHasAVariableOfTheEnvironment() {
        Map<String, String> variables = new HashMap<>();
        VALUES.forEach((name, value) -> variables.put(VARIABLES.getOrDefault(name, name), value));

        try (ApplicationContext context = inEnvironment(variables)) {
            assertThat(configuration(context)).isEqualTo(ALL_SET);
        }
    }

    @Test
    void theTablesOfThisTestNameEverySetting() {
        List<String> settings = KafkaFetchConfiguration.SETTINGS.stream()
                .filter(setting -> !setting.equals(KafkaFetchConfiguration.BOOTSTRAP_SERVERS))
                .map(setting -> setting.variable().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();

        assertThat(VARIABLES.keySet()).containsExactlyInAnyOrderElementsOf(settings);
        assertThat(VALUES.keySet()).containsExactlyInAnyOrderElementsOf(settings);
    }

    @Test
    void theKeyOfUsersMayBeInAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "a key of the tests\n");

        assertThat(rollups(Map.of("unique-users-key-file", file.toString())).users())
                .contains(SecretUserKey.of("a key of the tests"));
    }

    private static RollupConfiguration rollups(Map<String, String> given) {
        return RollupConfiguration.of(Settings.of(given));
    }

    @Test
    void aKeyOfUsersThatCannotBeUsedIsAUsersErrorThatDoesNotShowIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "hunter22");

        assertThatThrownBy(() -> rollups(Map.of("unique-users-key", "hunter22")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("UNIQUE_USERS_KEY=[hidden] cannot be used: expected a secret of at least 16 characters");
        assertThatThrownBy(() -> rollups(Map.of("unique-users-key-file", file.toString())))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("UNIQUE_USERS_KEY_FILE=" + file
                        + " cannot be used: expected a file with a secret of at least 16 characters");
        assertThatThrownBy(() -> rollups(
                        Map.of("unique-users-key-file", folder.resolve("none").toString())))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("UNIQUE_USERS_KEY_FILE=" + folder.resolve("none")
                        + " cannot be used: expected a file that can be read, in UTF-8");
        assertThatThrownBy(() -> rollups(
                        Map.of("unique-users-key", "a key of the tests", "unique-users-key-file", file.toString())))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("UNIQUE_USERS_KEY_FILE=" + file
                        + " cannot be used: expected not to be set beside UNIQUE_USERS_KEY");
    }

    @Test
    void aBlankInstanceIsNone() {
        try (ApplicationContext context = inEnvironment(Map.of("INSTANCE_ID", " "))) {
            assertThat(configuration(context).instanceId()).isEmpty();
        }
    }

    // ---- Kafka's own settings

    @Test
    void kafkasSettingsHaveTheServicesDefaults() {
        try (ApplicationContext context = inEnvironment(Map.of())) {
            Properties kafka = context.getBean(KafkaDefaultConfiguration.class).getConfig();
            assertThat(kafka)
                    .containsEntry("bootstrap.servers", "localhost:29092")
                    .containsEntry("max.poll.records", "20000")
                    .containsEntry("max.partition.fetch.bytes", "4194304")
                    .containsEntry("fetch.max.bytes", "8388608")
                    .containsEntry("receive.buffer.bytes", "1048576");
        }
    }

    @Test
    void eachKafkaVariableIsASettingOfKafkasClients() {
        try (ApplicationContext context = inEnvironment(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "one:9092,two:9092",
                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "KAFKA_SASL_JAAS_CONFIG", "module required user=\"u\";",
                "KAFKA_MAX_POLL_RECORDS", "17",
                "KAFKA_SSL_ENDPOINT_IDENTIFICATION_ALGORITHM", "https"))) {
            Properties kafka = context.getBean(KafkaDefaultConfiguration.class).getConfig();
            assertThat(kafka)
                    .containsEntry("bootstrap.servers", "one:9092,two:9092")
                    .containsEntry("security.protocol", "SASL_SSL")
                    .containsEntry("sasl.jaas.config", "module required user=\"u\";")
                    .containsEntry("max.poll.records", "17")
                    .containsEntry("ssl.endpoint.identification.algorithm", "https");
        }
    }

    // ---- ranges

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    BATCH_SIZE          | 0        | BATCH_SIZE=0 cannot be used: expected a whole number from 1 to 1000000
                    BATCH_SIZE          | -1       | BATCH_SIZE=-1 cannot be used: expected a whole number from 1 to 1000000
                    BATCH_SIZE          | 1000001  | BATCH_SIZE=1000001 cannot be used: expected a whole number from 1 to 1000000
                    BATCH_SIZE          | many     | BATCH_SIZE=many cannot be used: expected a whole number from 1 to 1000000
                    BATCH_SIZE          | 1.5      | BATCH_SIZE=1.5 cannot be used: expected a whole number from 1 to 1000000
                    BATCH_SIZE          | 99999999999 | BATCH_SIZE=99999999999 cannot be used: expected a whole number from 1 to 1000000
                    BATCH_MAX_AGE       | 0s       | BATCH_MAX_AGE=0s cannot be used: expected a duration from 1ms to 1h, such as 5s or 250ms
                    BATCH_MAX_AGE       | 61m      | BATCH_MAX_AGE=61m cannot be used: expected a duration from 1ms to 1h, such as 5s or 250ms
                    BATCH_MAX_AGE       | soon     | BATCH_MAX_AGE=soon cannot be used: expected a duration from 1ms to 1h, such as 5s or 250ms
                    CONSUMER_THREADS    | 0        | CONSUMER_THREADS=0 cannot be used: expected a whole number from 1 to 64
                    CONSUMER_THREADS    | 65       | CONSUMER_THREADS=65 cannot be used: expected a whole number from 1 to 64
                    TOPIC_PARTITIONS    | 0        | TOPIC_PARTITIONS=0 cannot be used: expected a whole number from 1 to 10000
                    TOPIC_REPLICATION   | 0        | TOPIC_REPLICATION=0 cannot be used: expected a whole number from 1 to 32767, or -1 for the broker's default
                    TOPIC_PARTITIONS    | six      | TOPIC_PARTITIONS=six cannot be used: expected a whole number from 1 to 10000
                    CONSUMER_THREADS    | ''       | CONSUMER_THREADS= cannot be used: expected a whole number from 1 to 64
                    TOPIC_REPLICATION   | -2       | TOPIC_REPLICATION=-2 cannot be used: expected a whole number from 1 to 32767, or -1 for the broker's default
                    TOPIC_REPLICATION   | 40000    | TOPIC_REPLICATION=40000 cannot be used: expected a whole number from 1 to 32767, or -1 for the broker's default
                    ZONE                | Mars/Red | ZONE=Mars/Red cannot be used: expected a time zone such as UTC, Europe/Berlin or +02:00
                    MISSING_DEVICE_TYPE | drop     | MISSING_DEVICE_TYPE=drop cannot be used: expected dead-letter or unknown
                    LOGIN_MAPPING       | octa     | LOGIN_MAPPING=octa cannot be used: expected one of okta, auth0, auth0-export, entra, entra-monitor, keycloak, cloudtrail, ocsf, cloudevents, or a file that can be read
                    INSIGHTS            | peak_hours | INSIGHTS=peak_hours cannot be used: expected all, none, or some of peak_hour, logins_per_region, device_usage, app_version_usage, each once, with commas between them
                    INSIGHTS            | peak_hour, device_usage,peak_hour | INSIGHTS=peak_hour, device_usage,peak_hour cannot be used: expected all, none, or some of peak_hour, logins_per_region, device_usage, app_version_usage, each once, with commas between them
                    INSIGHTS            | peak_hour,none | INSIGHTS=peak_hour,none cannot be used: expected all, none, or some of peak_hour, logins_per_region, device_usage, app_version_usage, each once, with commas between them
                    INSIGHTS            | peak_hour, | INSIGHTS=peak_hour, cannot be used: expected all, none, or some of peak_hour, logins_per_region, device_usage, app_version_usage, each once, with commas between them
                    INSIGHTS            | '' | INSIGHTS= cannot be used: expected all, none, or some of peak_hour, logins_per_region, device_usage, app_version_usage, each once, with commas between them
                    INPUT_TOPIC         | a b      | INPUT_TOPIC=a b cannot be used: expected a topic name: letters, digits, '.', '_' and '-', at most 249
                    OUTPUT_TOPIC        | ..       | OUTPUT_TOPIC=.. cannot be used: expected a topic name: letters, digits, '.', '_' and '-', at most 249
                    DLQ_TOPIC           | ä        | DLQ_TOPIC=ä cannot be used: expected a topic name: letters, digits, '.', '_' and '-', at most 249
                    DLQ_TOPIC           | insights | INPUT_TOPIC, OUTPUT_TOPIC, DLQ_TOPIC, DLQ_LOG_TOPIC=user-login, insights, insights, user-login-dlq-log cannot be used: expected different topics
                    OUTPUT_TOPIC        | user-login | INPUT_TOPIC, OUTPUT_TOPIC, DLQ_TOPIC, DLQ_LOG_TOPIC=user-login, user-login, user-login-dlq, user-login-dlq-log cannot be used: expected different topics
                    INPUT_TOPIC         | __consumer_offsets | INPUT_TOPIC=__consumer_offsets cannot be used: expected a topic of yours, not one that Kafka keeps for itself
                    OUTPUT_TOPIC        | __transaction_state | OUTPUT_TOPIC=__transaction_state cannot be used: expected a topic of yours, not one that Kafka keeps for itself
                    DLQ_TOPIC           | __share_group_state | DLQ_TOPIC=__share_group_state cannot be used: expected a topic of yours, not one that Kafka keeps for itself
                    INPUT_TOPIC         | .        | INPUT_TOPIC=. cannot be used: expected a topic name: letters, digits, '.', '_' and '-', at most 249
                    CREATE_TOPICS       | perhaps  | CREATE_TOPICS=perhaps cannot be used: expected true or false
                    SINK                | Kafka    | SINK=Kafka cannot be used: expected kafka, file or console
                    SINK                | printer  | SINK=printer cannot be used: expected kafka, file or console
                    GROUP_ID            | ' '      | GROUP_ID=  cannot be used: expected a name
                    """)
    void aValueThatCannotBeUsedIsAUsersErrorThatSaysWhichWasExpected(String variable, String value, String message) {
        try (ApplicationContext context = inEnvironment(Map.of(variable, value))) {
            Throwable failure = catchThrowable(() -> configuration(context));
            assertThat(failure).isNotNull();

            UserError error = UserError.in(failure).orElseThrow(() -> new AssertionError("no user's error", failure));

            assertThat(error.exitCode()).isEqualTo(2);
            assertThat(error).hasMessage(message);
        }
    }

    @ParameterizedTest
    @CsvSource({"a, a.b, a_b", "a.b, a_b, c", "x_y.z, c, x.y_z"})
    void topicsThatKafkaTakesForTheSameAreRefused(String input, String output, String deadLetters) {
        try (ApplicationContext context =
                inEnvironment(Map.of("INPUT_TOPIC", input, "OUTPUT_TOPIC", output, "DLQ_TOPIC", deadLetters))) {
            UserError error =
                    UserError.in(catchThrowable(() -> configuration(context))).orElseThrow();

            assertThat(error.exitCode()).isEqualTo(2);
            assertThat(error)
                    .hasMessage("INPUT_TOPIC, OUTPUT_TOPIC, DLQ_TOPIC, DLQ_LOG_TOPIC=" + input + ", " + output + ", "
                            + deadLetters
                            + ", user-login-dlq-log cannot be used: expected topics that differ by more than '.' and '_', which Kafka"
                            + " takes for the same");
        }
    }

    @Test
    void aTopicsNameMayHave249Letters() {
        String longest = "x".repeat(249);
        try (ApplicationContext context = inEnvironment(Map.of("INPUT_TOPIC", longest))) {
            assertThat(configuration(context).inputTopic()).isEqualTo(longest);
        }
        try (ApplicationContext context = inEnvironment(Map.of("INPUT_TOPIC", longest + "x"))) {
            assertThat(UserError.in(catchThrowable(() -> configuration(context))))
                    .isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BATCH_SIZE, 1",
        "BATCH_SIZE, 1000000",
        "BATCH_MAX_AGE, 1ms",
        "BATCH_MAX_AGE, 1h",
        "CONSUMER_THREADS, 64",
        "TOPIC_REPLICATION, 3",
        "ZONE, +02:00",
        "MISSING_DEVICE_TYPE, UNKNOWN",
        "SINK, console",
        "INSIGHTS, none",
        "INSIGHTS, ' app_version_usage , peak_hour '",
        "CREATE_TOPICS, TRUE",
        "INPUT_TOPIC, A.b_c-9"
    })
    void theEdgesOfARangeAreWithinIt(String variable, String value) {
        try (ApplicationContext context = inEnvironment(Map.of(variable, value))) {
            assertThat(configuration(context)).isNotNull();
        }
    }
}
