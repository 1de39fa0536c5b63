package io.kafkafetch.adapters.kafka.source;

import static java.util.Objects.requireNonNull;

import io.kafkafetch.adapters.kafka.budget.BudgetedBuffer;
import io.kafkafetch.adapters.kafka.budget.BudgetedKey;
import io.kafkafetch.adapters.kafka.consumer.LaneConsumers;
import io.micronaut.configuration.kafka.ConsumerAware;
import io.micronaut.configuration.kafka.annotation.KafkaListener;
import io.micronaut.configuration.kafka.annotation.OffsetReset;
import io.micronaut.configuration.kafka.annotation.OffsetStrategy;
import io.micronaut.configuration.kafka.annotation.Topic;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Prototype;
import io.micronaut.context.annotation.Requires;
import java.nio.ByteBuffer;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where logins come in: one bean a consumer, each the front of one {@link Lane}. Micronaut commits nothing, since
 * offsets are committed with the outcomes; the consumer reads committed, also because only then the broker makes it
 * wait for offsets that are still being committed. It exists where there are {@link Lanes}; what it
 * reads follows from {@code lanes.group}, {@code lanes.topic} and {@code lanes.threads}.
 */
@Prototype
@Requires(beans = Lanes.class)
@KafkaListener(
        groupId = "${lanes.group}",
        clientId = "kafka-fetch",
        threadsValue = "${lanes.threads}",
        batch = true,
        offsetStrategy = OffsetStrategy.DISABLED,
        offsetReset = OffsetReset.EARLIEST,
        properties = {
            @Property(name = ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, value = "false"),
            // A lane moves its positions itself, see StartPolicy: a consumer does so without a word.
            @Property(name = ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, value = "none"),
            @Property(name = ConsumerConfig.ISOLATION_LEVEL_CONFIG, value = "read_committed"),
            @Property(name = LaneConsumers.MARK, value = "true"),
            @Property(name = ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, value = "false"),
            @Property(name = ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, value = LoginListener.KEYS),
            @Property(name = ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, value = LoginListener.VALUES)
        })
class LoginListener implements ConsumerAware<byte[], ByteBuffer>, ConsumerRebalanceListener {

    /** The names of {@link BudgetedKey} and {@link BudgetedBuffer}. */
    static final String KEYS = "io.kafkafetch.adapters.kafka.budget.BudgetedKey";

    static final String VALUES = "io.kafkafetch.adapters.kafka.budget.BudgetedBuffer";

    private final Lanes lanes;
    private @Nullable Lane lane;

    LoginListener(Lanes lanes) {
        this.lanes = lanes;
    }

    @Override
    public void setKafkaConsumer(Consumer<byte[], ByteBuffer> consumer) {
        lane = lanes.open(consumer);
    }

    @Topic("${lanes.topic}")
    void receive(ConsumerRecords<byte[], ByteBuffer> records) {
        lane().receive(records);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        lane().assigned(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        lane().revoked(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        lane().lost(partitions);
    }

    private Lane lane() {
        return requireNonNull(lane, "Micronaut sets the consumer before it subscribes");
    }
}
