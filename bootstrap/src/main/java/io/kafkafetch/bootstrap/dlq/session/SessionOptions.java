package io.kafkafetch.bootstrap.dlq.session;

import io.kafkafetch.adapters.kafka.letters.HeaderStyle;
import io.kafkafetch.bootstrap.config.FileConfiguration;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.given.ConfigOption;
import io.kafkafetch.bootstrap.process.FileName;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.bootstrap.settings.Settings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the dead letters are, and whose. */
final class SessionOptions {

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Dead letters of this folder, which SINK=file writes to, instead of a topic's.")
    private @Nullable String directory;

    @Option(names = "--dlq", paramLabel = "TOPIC", description = "Dead letters of this topic, instead of DLQ_TOPIC's.")
    private @Nullable String topic;

    @Option(
            names = "--headers",
            paramLabel = "STYLE",
            description = "Whose headers they have: kafka-fetch (the default), connect, spring or streams.")
    private @Nullable String headers;

    /**
     * Reads the settings and opens what they name.
     *
     * @throws UserError if a setting or an option cannot be used
     */
    DlqSession open() throws InterruptedException {
        if (directory != null) {
            return open(FileName.of("--dir", directory));
        }
        HeaderStyle style = headers == null ? HeaderStyle.KAFKA_FETCH : style(headers);
        KafkaFetchConfiguration configuration = KafkaFetchConfiguration.of(config.settings());
        return TopicSession.open(configuration, topic == null ? configuration.dlqTopic() : topic, style);
    }

    private DlqSession open(Path folder) {
        if (topic != null || headers != null) {
            throw new UserError(
                    UserError.USAGE,
                    "--dir cannot be used with " + (topic != null ? "--dlq" : "--headers") + ": its letters are the"
                            + " service's own");
        }
        Settings settings = config.settings();
        return FolderSession.open(
                KafkaFetchConfiguration.of(settings),
                FileConfiguration.of(settings).maxEventBytes(),
                folder);
    }

    private static HeaderStyle style(String headers) {
        return Arrays.stream(HeaderStyle.values())
                .filter(style ->
                        style.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(headers))
                .findFirst()
                .orElseThrow(() -> new UserError(
                        UserError.USAGE,
                        "--headers=" + headers + " cannot be used: expected kafka-fetch, connect, spring or streams"));
    }
}
