package io.kafkafetch.adapters.kafka.topics;

import io.kafkafetch.adapters.kafka.topics.Topics.UnusableClusterException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

/** Rights on topics without which a start has no sense, named. */
final class Denied {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
    private static final String REMEDY = "; grant this user the rights in the table of ACLs in docs/CONFIGURATION.md";

    private Denied() {}

    /**
     * A broker does not list a topic that this user may not describe. Asked for it by name, it says that, whether the
     * topic is there or not.
     *
     * @throws UnusableClusterException if that is so for some of these topics
     */
    static void refuseHidden(Admin admin, String cluster, List<String> topics) throws InterruptedException {
        Map<String, KafkaFuture<TopicDescription>> answers = admin.describeTopics(
                        topics, new DescribeTopicsOptions().timeoutMs(Math.toIntExact(ANSWER_TIMEOUT.toMillis())))
                .topicNameValues();
        List<String> hidden = new ArrayList<>();
        for (String topic : topics) {
            if (isDenied(answers.get(topic))) {
                hidden.add(topic);
            }
        }
        if (!hidden.isEmpty()) {
            throw new UnusableClusterException("Kafka at " + cluster + " shows this user no topic "
                    + String.join(", ", hidden) + " (Describe is not allowed)" + REMEDY);
        }
    }

    /** @throws UnusableClusterException if the topic could not be created since this user may not */
    static void refuseCreation(String cluster, String topic, ExecutionException failure) {
        if (failure.getCause() instanceof AuthorizationException) {
            throw new UnusableClusterException(
                    "Kafka at " + cluster + " does not let this user Create topic " + topic + REMEDY);
        }
    }

    private static boolean isDenied(@Nullable KafkaFuture<TopicDescription> answer) throws InterruptedException {
        try {
            if (answer != null) {
                answer.get();
            }
            return false;
        } catch (ExecutionException failure) {
            return failure.getCause() instanceof AuthorizationException;
        }
    }
}
