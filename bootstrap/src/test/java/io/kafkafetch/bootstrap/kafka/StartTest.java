package io.kafkafetch.bootstrap.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.broker.EmbeddedBroker;
import io.micronaut.context.ApplicationContext;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.junit.jupiter.api.Test;

/** How the service starts where not everything is as it should be. */
class StartTest {

    @Test
    void aServiceThatStartsBeforeItsClusterWaitsForItAndGoesOn() throws Exception {
        int port = freePort();
        try (ApplicationContext service = ApplicationContext.builder()
                .banner(false)
                .environmentPropertySource(false)
                .properties(Map.of("kafka.bootstrap.servers", "localhost:" + port, "kafka-fetch.create-topics", true))
                .start()) {
            assertThat(service.isRunning()).isTrue();
            try (EmbeddedBroker broker = EmbeddedBroker.startTemporary(port);
                    Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                Await.until(
                        "the service has joined its group",
                        () -> admin.listGroups().all().get().stream()
                                .anyMatch(group -> group.groupId().equals("kafka-fetch")));
                service.stop();
            }
        }
    }

    @Test
    void aServiceWhoseClusterHasNoAddressYetWaitsToo() throws Exception {
        try (ServiceProcess service =
                ServiceProcess.start(Map.of("kafka.bootstrap.servers", "no-such-host.invalid:9092"))) {
            Await.until("the log says so", () -> service.log().contains("has an address yet"), service::log);
            assertThat(service.isAlive()).isTrue();
            assertThat(service.log()).doesNotContain("\tat ");
        }
    }

    @Test
    void missingTopicsEndTheServiceWithOneLineThatNamesThem() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.startTemporary(0);
                ServiceProcess service = ServiceProcess.start(Map.of(
                        "kafka.bootstrap.servers", broker.bootstrapServers(), "kafka-fetch.dlq-topic", "dead"))) {
            assertThat(service.exitCode(60)).isEqualTo(3);
            assertThat(service.log().lines().filter(line -> line.startsWith("kafka-fetch: ")))
                    .singleElement()
                    .asString()
                    .contains("user-login, insights, dead", broker.bootstrapServers(), "CREATE_TOPICS=true");
            assertThat(service.log()).doesNotContain("\tat ");
        }
    }

    @Test
    void missingTopicsAreCreatedAsConfiguredWhereThatIsAllowed() throws Exception {
        Map<String, Object> settings = new HashMap<>();
        settings.put("kafka-fetch.create-topics", true);
        settings.put("kafka-fetch.topic-partitions", 3);
        settings.put("kafka-fetch.topic-replication", 1);
        try (EmbeddedBroker broker = EmbeddedBroker.startTemporary(0)) {
            settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
            try (ApplicationContext service = ApplicationContext.builder()
                            .banner(false)
                            .environmentPropertySource(false)
                            .properties(settings)
                            .start();
                    Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                Await.until(
                        "the topics are there",
                        () -> admin.listTopics().names().get().contains("user-login-dlq"));
                Map<String, TopicDescription> topics = admin.describeTopics(
                                List.of("user-login", "insights", "user-login-dlq"))
                        .allTopicNames()
                        .get();
                assertThat(topics.values()).allMatch(topic -> topic.partitions().size() == 3);
                service.stop();
            }
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
