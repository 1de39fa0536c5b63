package io.kafkafetch.bootstrap.health;

import io.kafkafetch.application.trouble.Runbook;
import io.kafkafetch.bootstrap.config.FileConfiguration;
import io.kafkafetch.bootstrap.config.HealthConfiguration;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.config.Sink;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;

/** What health asks, beside the service itself. */
@Factory
final class HealthWiring {

    @Singleton
    ProgressWatch watch() {
        return new ProgressWatch(System::nanoTime);
    }

    @Singleton
    FreeDisk freeDisk(KafkaFetchConfiguration configuration, FileConfiguration files) {
        Path here = Path.of("").toAbsolutePath();
        return new FreeDisk(configuration.sink() == Sink.FILE ? List.of(here, files.sinkDir()) : List.of(here));
    }

    @Singleton
    Runbook runbook(HealthConfiguration health) {
        return health.runbook();
    }
}
