package io.kafkafetch.bootstrap.service;

import io.kafkafetch.adapters.file.lines.UnreadableInputException;
import io.kafkafetch.adapters.file.source.FileSource;
import io.kafkafetch.adapters.kafka.topics.Topics;
import io.kafkafetch.application.health.Vitals;
import io.kafkafetch.application.trouble.DurationText;
import io.kafkafetch.bootstrap.config.FileConfiguration;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.config.Sink;
import io.kafkafetch.bootstrap.process.UserError;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a file, or the spool of what was posted, in a thread of its own; where it publishes to Kafka, once the cluster
 * and its topics are there. Stops before Micronaut closes the ledger.
 */
@Singleton
@Requires(condition = OnRoute.ReadsFile.class)
final class FileService implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(FileService.class);

    /** A last commit is a few milliseconds; one to a cluster that is away takes its timeout. */
    private static final Duration LAST_COMMIT = Duration.ofSeconds(10);

    private final FileSource source;
    private final String file;
    private final Sink sink;
    private final BeanProvider<Topics> topics;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private @Nullable Thread reading;

    FileService(
            FileSource source,
            FileConfiguration files,
            KafkaFetchConfiguration configuration,
            BeanProvider<Topics> topics) {
        this.source = source;
        this.file = files.sourceFile().map(Path::toString).orElse("");
        this.sink = configuration.sink();
        this.topics = topics;
    }

    @Override
    public CompletableFuture<Void> started() {
        return started;
    }

    /** {@inheritDoc} A file that is not followed has an end. */
    @Override
    public CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public List<Vitals> vitals() {
        return List.of(source.vitals());
    }

    @EventListener
    void onStartup(StartupEvent event) {
        reading = Thread.ofPlatform().name("kafka-fetch-file").daemon().start(this::read);
    }

    @EventListener
    void onShutdown(ShutdownEvent event) {
        source.stop();
        if (reading == null) {
            return;
        }
        if (!started.isDone()) {
            reading.interrupt(); // it waits for the cluster
        }
        try {
            if (!reading.join(LAST_COMMIT)) {
                LOG.warn(
                        "The last lines could not be committed within {}: they are read again at the next start",
                        DurationText.of(LAST_COMMIT));
                reading.interrupt();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private void read() {
        try {
            if (sink == Sink.KAFKA) {
                topics.get().await();
            }
            started.complete(null);
            source.run();
            ended.complete(null);
        } catch (UnreadableInputException unreadable) {
            ended.completeExceptionally(new UserError(
                    UserError.UNUSABLE, "SOURCE_FILE=" + file + " cannot be read: " + unreadable.getMessage()));
        } catch (InterruptedException | IOException | RuntimeException | Error failure) {
            started.completeExceptionally(failure);
            ended.completeExceptionally(failure);
        }
    }
}
