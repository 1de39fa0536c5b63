package io.kafkafetch.adapters.kafka.consumer;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * How the lanes of an instance are members of their group. An instance whose name lasts makes each lane a static member
 * ({@code group.instance.id}): killed and started again, it has its partitions back at once, where the group would
 * otherwise wait until the session of the killed member has timed out.
 *
 * @param name the instance's lasting name; empty where it has none, and its lanes are dynamic members
 * @param returns whether an instance that is stopped is expected back under this name: it then stays a member, and no
 *     partition moves unless its session times out; otherwise its lanes leave, and others take over at once
 */
public record GroupMembership(Optional<String> name, boolean returns) {

    /**
     * How long others wait for a member that went silent. It is the timeout of transactions too, which holds the
     * partitions of a killed instance back in any case, and above what a collection of garbage takes. With the consumer
     * protocol it is the broker's to set.
     */
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);

    /** A fifth of it: a member may miss four, and learns within this time that partitions move. */
    private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(2);

    /** Kafka takes 249 characters; a checksum and a lane's number come behind. */
    private static final int LONGEST_NAME = 230;

    /** Members without a lasting name. */
    public static final GroupMembership DYNAMIC = new GroupMembership(Optional.empty(), false);

    /** The {@code group.instance.id} of this lane: each has its own, since two members of one would fence each other. */
    Optional<String> ofLane(int lane) {
        return name.map(text -> legal(text) + "-" + lane);
    }

    /** Adds to the settings of this lane's consumer; a session timeout that is configured holds. */
    void configure(Properties consumer, int lane) {
        consumer.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        ofLane(lane).ifPresent(id -> consumer.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, id));
        boolean isConfigured = consumer.containsKey(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG)
                || consumer.containsKey(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG);
        if (isClassic(consumer) && !isConfigured) {
            consumer.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, String.valueOf(SESSION_TIMEOUT.toMillis()));
            consumer.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, String.valueOf(HEARTBEAT_INTERVAL.toMillis()));
        }
    }

    /** What becomes of a lane's membership when it is stopped. */
    GroupMembershipOperation onClose() {
        return name.isPresent() && returns
                ? GroupMembershipOperation.DEFAULT // a static member stays
                : GroupMembershipOperation.LEAVE_GROUP;
    }

    private static boolean isClassic(Properties consumer) {
        return !"consumer"
                .equals(consumer.getProperty(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic")
                        .toLowerCase(Locale.ROOT));
    }

    /** Kafka's characters alone, and a checksum where that has changed anything, so that names stay different. */
    private static String legal(String name) {
        String legal = name.replaceAll("[^a-zA-Z0-9._-]", "_");
        if (legal.length() > LONGEST_NAME) {
            legal = legal.substring(0, LONGEST_NAME);
        }
        return legal.equals(name) ? name : legal + "." + Integer.toHexString(name.hashCode());
    }
}
