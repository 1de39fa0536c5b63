package io.kafkafetch.bootstrap;

import io.kafkafetch.adapters.file.FileSource;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.reactivestreams.Publisher;

/** Up once what the file's source needs is there, for as long as it is not in trouble. */
@Singleton
@Requires(condition = ReadsFile.class)
final class FileHealth implements HealthIndicator {

    private static final String NAME = "file";

    private final FileSource source;
    private final FileService service;

    FileHealth(FileSource source, FileService service) {
        this.source = source;
        this.service = service;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        Optional<String> trouble = source.trouble();
        HealthResult.Builder health = HealthResult.builder(NAME);
        if (!service.started().isDone()) {
            health.status(HealthStatus.DOWN).details(Map.of("waiting", "for the cluster and its topics"));
        } else if (service.ended().isCompletedExceptionally()) {
            health.status(HealthStatus.DOWN).details(Map.of("reading", "has ended with a failure"));
        } else if (trouble.isPresent()) {
            health.status(HealthStatus.DOWN).details(Map.of("reading", trouble.get()));
        } else {
            health.status(HealthStatus.UP);
        }
        return Publishers.just(health.build());
    }
}
