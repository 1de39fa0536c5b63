package io.kafkafetch.bootstrap.mapping;

import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.json.mapping.LoginMapping;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaFaults;
import io.kafkafetch.adapters.kafka.letters.LetterTopics;
import io.kafkafetch.adapters.kafka.letters.TopicScan;
import io.kafkafetch.adapters.kafka.value.ValueDecoder;
import io.kafkafetch.adapters.registry.PatientSchemas;
import io.kafkafetch.adapters.registry.Schemas;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.process.Contexts;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.domain.login.UserHash;
import io.kafkafetch.domain.login.Validation;
import io.micronaut.context.ApplicationContext;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The newest records of the input topic, each read by the schema that it names where a registry is known. A class of its
 * own, since no check of files should load Kafka's clients. Joins no group and commits nothing.
 *
 * @param mapping by which they are read
 * @param newest how many of each partition, from 1
 */
record TopicSample(KafkaFetchConfiguration configuration, LoginMapping mapping, int newest) {

    /**
     * Reads them.
     *
     * @param taker gets the verdict on each; those of a partition in their order
     * @throws UserError if the cluster or the registry cannot be used
     */
    void read(Consumer<Validation> taker) throws InterruptedException {
        LoginFormat format = new LoginFormat(
                configuration.format().missingDeviceType(),
                Optional.of(mapping),
                configuration.registry().isThere());
        Optional<Schemas> schemas = configuration
                .registry()
                .open()
                .map(registry -> new PatientSchemas(registry, ValueDecoder.compiler(format)));
        ValueDecoder decoder = new ValueDecoder(format, schemas, UserHash.OFF);
        try (ApplicationContext context = Contexts.ofClients()) {
            KafkaClients clients = context.getBean(KafkaClients.class);
            clients.check();
            new LetterTopics(clients, configuration.pipeline()).require(configuration.inputTopic(), "INPUT_TOPIC");
            scan(clients, record -> taker.accept(ValueDecoder.known(decoder.decode(value(record), record.headers()))));
        } catch (ConfigException setting) {
            throw setting;
        } catch (KafkaException failure) {
            throw UserError.in(failure)
                    .orElseGet(() -> new UserError(
                            UserError.UNUSABLE, KafkaFaults.of(failure).detailed()));
        }
    }

    private void scan(KafkaClients clients, Consumer<ConsumerRecord<byte[], byte[]>> taker)
            throws InterruptedException {
        try (TopicScan scan = new TopicScan(clients, configuration.inputTopic())) {
            Map<TopicPartition, Long> ends = scan.ends(scan.partitions());
            Map<TopicPartition, Long> from = new HashMap<>(scan.beginnings(ends.keySet()));
            from.replaceAll((partition, beginning) -> Math.max(beginning, ends.getOrDefault(partition, 0L) - newest));
            scan.<RuntimeException>read(from, ends, record -> {
                taker.accept(record);
                return true;
            });
        }
    }

    private static @Nullable ByteBuffer value(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null ? null : ByteBuffer.wrap(record.value());
    }
}
