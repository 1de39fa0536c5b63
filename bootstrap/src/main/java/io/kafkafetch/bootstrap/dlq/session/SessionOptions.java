package io.kafkafetch.bootstrap.dlq.session;

import io.kafkafetch.adapters.kafka.letters.HeaderStyle;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.given.ConfigOption;
import io.kafkafetch.bootstrap.process.UserError;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which cluster, and whose dead letters. */
final class SessionOptions {

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--dlq", paramLabel = "TOPIC", description = "Dead letters of this topic, instead of DLQ_TOPIC's.")
    private @Nullable String topic;

    @Option(
            names = "--headers",
            paramLabel = "STYLE",
            description = "Whose headers they have: kafka-fetch, connect, spring or streams (${DEFAULT-VALUE}).",
            defaultValue = "kafka-fetch")
    private String headers = "kafka-fetch";

    /**
     * Reads the settings and makes clients.
     *
     * @throws UserError if a setting or an option cannot be used
     */
    DlqSession open() throws InterruptedException {
        HeaderStyle style = style();
        KafkaFetchConfiguration configuration = KafkaFetchConfiguration.of(config.settings());
        return DlqSession.open(configuration, topic == null ? configuration.dlqTopic() : topic, style);
    }

    private HeaderStyle style() {
        return Arrays.stream(HeaderStyle.values())
                .filter(style ->
                        style.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(headers))
                .findFirst()
                .orElseThrow(() -> new UserError(
                        UserError.USAGE,
                        "--headers=" + headers + " cannot be used: expected kafka-fetch, connect, spring or streams"));
    }
}
