package io.kafkafetch.bootstrap.cli;

import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.bootstrap.config.FileConfiguration;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.config.Source;
import io.micronaut.context.BeanContext;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The one line that says, at the start, what the service works with. Nothing in it is a secret. */
record StartLine(KafkaFetchConfiguration configuration, Optional<String> file, String sinkDir, String cluster) {

    static StartLine of(BeanContext context) {
        FileConfiguration files = context.getBean(FileConfiguration.class);
        return new StartLine(
                context.getBean(KafkaFetchConfiguration.class),
                files.sourceFile().map(Path::toString),
                files.sinkDir().toString(),
                context.getBean(KafkaClients.class).bootstrapServers());
    }

    /** @param serving where HTTP is served */
    String text(URI serving) {
        if (configuration.source() == Source.TALLIES) {
            return "From " + source() + " to topic " + configuration.rollups().rollupsTopic() + "; days in "
                    + configuration.zone() + "; group "
                    + configuration.pipeline().rollupGroupId() + "; serving " + serving;
        }
        return "From " + source() + " to " + sink() + "; batches of " + configuration.batchSize() + " logins or "
                + text(configuration.batchMaxAge()) + ", hours in " + configuration.zone() + format() + insights()
                + group()
                + "; serving "
                + serving;
    }

    private String source() {
        return switch (configuration.source()) {
            case KAFKA -> "topic " + configuration.inputTopic() + " at " + cluster;
            case FILE -> "file " + file.orElse("");
            case HTTP ->
                configuration.consumerGroup().isPresent()
                        ? "HTTP by way of topic " + configuration.inputTopic() + " at " + cluster
                        : "HTTP";
            case TALLIES -> "topic " + configuration.rollups().talliesTopic() + " at " + cluster;
            case NONE -> "nothing";
        };
    }

    private String sink() {
        return switch (configuration.sink()) {
            case KAFKA ->
                "topics " + configuration.outputTopic() + " and " + configuration.dlqTopic()
                        + (configuration.consumerGroup().isPresent() ? "" : " at " + cluster);
            case FILE -> "folder " + sinkDir;
            case CONSOLE -> "the console";
        };
    }

    /** How records are read, where not as plain logins. */
    private String format() {
        LoginFormat format = configuration.format();
        return format.mapping().map(mapping -> "; mapping " + mapping.id()).orElse("")
                + (format.mayNameSchema() ? "; schemas from the registry" : "");
    }

    private String insights() {
        return configuration.insights().isAll()
                ? ""
                : ", insights " + configuration.insights().text();
    }

    private String group() {
        int threads = configuration.consumerThreads();
        return configuration
                .consumerGroup()
                .map(group -> "; group " + group + ", " + threads + (threads == 1 ? " thread" : " threads"))
                .orElse("");
    }

    private static String text(Duration age) {
        return age.toMillis() % 1_000 == 0 ? age.toSeconds() + " s" : age.toMillis() + " ms";
    }
}
