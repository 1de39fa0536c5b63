package io.kafkafetch.adapters.kafka.consumer;

import io.micronaut.configuration.kafka.KafkaConsumerFactory;
import io.micronaut.configuration.kafka.config.AbstractKafkaConsumerConfiguration;
import io.micronaut.configuration.kafka.config.DefaultKafkaConsumerConfiguration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Makes the consumers of lanes, each a member of the group as {@link GroupMembership} says, behind a gate. Micronaut
 * would make those of all threads with the same settings. Thread-safe.
 */
public final class LaneConsumers {

    /** A setting that marks a lane's consumer, and goes no further. */
    public static final String MARK = "kafka-fetch.lane";

    private final GroupMembership membership;
    private final String groupId;
    private final Supplier<Admin> admins;
    private final long pollBytes;
    private final KafkaConsumerFactory factory = new KafkaConsumerFactory();
    private final AtomicInteger lanes = new AtomicInteger();

    /**
     * @param admins makes administrative clients
     * @param pollBytes about what one poll unpacks
     */
    public LaneConsumers(GroupMembership membership, String groupId, Supplier<Admin> admins, long pollBytes) {
        this.membership = membership;
        this.groupId = groupId;
        this.admins = admins;
        this.pollBytes = pollBytes;
    }

    /** Whether these settings are of a lane's consumer. */
    public static boolean isOfALane(AbstractKafkaConsumerConfiguration<?, ?> configuration) {
        return configuration.getConfig().containsKey(MARK);
    }

    /** The next lane's consumer, with these settings and its own. */
    public <K, V> Consumer<K, V> next(AbstractKafkaConsumerConfiguration<K, V> configuration) {
        int lane = lanes.getAndIncrement();
        // Micronaut uses one configuration for all threads: what is made again needs a copy.
        Properties settings = new Properties();
        settings.putAll(configuration.getConfig());
        settings.remove(MARK);
        membership.configure(settings, lane);
        Membership member = membership
                .ofLane(lane)
                .<Membership>map(id -> new StaticMember(groupId, id, membership.onClose(), admins))
                .orElse(Membership.DYNAMIC);
        return GatedConsumer.member(
                () -> create(configuration, settings), member, GatedConsumer.CLOSE_TIMEOUT, pollBytes);
    }

    private <K, V> Consumer<K, V> create(AbstractKafkaConsumerConfiguration<K, V> configuration, Properties settings) {
        DefaultKafkaConsumerConfiguration<K, V> own = new DefaultKafkaConsumerConfiguration<>(configuration);
        own.getConfig().clear();
        own.getConfig().putAll(settings);
        configuration.getKeyDeserializer().ifPresent(own::setKeyDeserializer);
        configuration.getValueDeserializer().ifPresent(own::setValueDeserializer);
        return factory.createConsumer(own);
    }
}
