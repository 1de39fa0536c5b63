package io.kafkafetch.bootstrap.cli;

import static java.util.Objects.requireNonNullElse;

import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.payload.Payload;
import io.kafkafetch.bootstrap.access.ServingProperties;
import io.kafkafetch.bootstrap.catalogue.SettingNames;
import io.kafkafetch.bootstrap.catalogue.SettingsCheck;
import io.kafkafetch.bootstrap.config.HealthConfiguration;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.config.LiveConfiguration;
import io.kafkafetch.bootstrap.config.LogFormat;
import io.kafkafetch.bootstrap.config.http.ManagementPort;
import io.kafkafetch.bootstrap.config.http.ServerAddress;
import io.kafkafetch.bootstrap.given.ConfigFile;
import io.kafkafetch.bootstrap.given.EffectiveSettings;
import io.kafkafetch.bootstrap.given.ValueFiles;
import io.kafkafetch.bootstrap.process.Contexts;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.bootstrap.service.Service;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.SocketException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service, from its start to its end.
 *
 * @param file of settings, below the environment
 * @param properties of the command, above both
 */
record ServiceRun(ConfigFile file, Map<String, Object> properties) {

    private static final Duration RETRY_PAUSE = Duration.ofSeconds(5);

    /**
     * Runs it until its source ends, or somebody ends it.
     *
     * @return the exit code
     * @throws UserError if a setting, the cluster, a topic or a file cannot be used
     */
    int call() throws InterruptedException {
        file.apply(System.getenv());
        try {
            return runs();
        } catch (RuntimeException failure) {
            throw UserError.in(failure)
                    .filter(error -> error.exitCode() == UserError.USAGE)
                    .map(this::withAllOthers)
                    .orElseThrow(() -> failure);
        }
    }

    /** Whoever has one setting wrong may have more of them wrong. */
    private UserError withAllOthers(UserError error) {
        Set<String> lines = new LinkedHashSet<>(error.lines());
        lines.addAll(new EffectiveSettings(System.getenv(), file).faults());
        return new UserError(error.exitCode(), List.copyOf(lines));
    }

    private int runs() throws InterruptedException {
        LogFormat.check();
        ValueFiles.of(System.getenv(), file).require();
        new SettingsCheck(SettingNames.ofThisVersion())
                .warnings(System.getenv())
                .forEach(warning -> log().warn("{}", warning));
        ApplicationContext context = start();
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform().name("kafka-fetch-shutdown").unstarted(context::close));
        try {
            // Asked for first: they say what is wrong with them before anything starts.
            KafkaFetchConfiguration configuration = context.getBean(KafkaFetchConfiguration.class);
            context.getBean(Payload.class);
            context.getBean(LiveConfiguration.class);
            context.getBean(HealthConfiguration.class);
            context.getBean(KafkaClients.class);
            configuration.memoryBudget().shortage().ifPresent(log()::warn);
            configuration.reticence().ifPresent(log()::warn);
            EmbeddedServer server = serve(context, context.getBean(ServerAddress.class)::refused);
            log().info("{}", StartLine.of(context).text(server.getURI()));
            Service service = context.getBean(Service.class);
            service.started().get();
            service.ended().get();
        } catch (ExecutionException failure) {
            Throwable cause = requireNonNullElse(failure.getCause(), failure);
            if (cause instanceof InterruptedException) {
                return 0; // ended while it waited for the cluster; the signal decides the exit code
            }
            throw UserError.in(cause).orElseThrow(() -> new IllegalStateException("the service failed", cause));
        } finally {
            context.close();
        }
        return 0;
    }

    /**
     * Serves HTTP. Where that fails the context is closed already.
     *
     * @param refused what to tell where the system does not let it, whose reason it gets; of the management port this
     *     tells itself
     */
    static EmbeddedServer serve(ApplicationContext context, Function<Optional<String>, UserError> refused) {
        ManagementPort management = context.getBean(ManagementPort.class);
        try {
            return context.getBean(EmbeddedServer.class).start();
        } catch (RuntimeException failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof SocketException refusal) {
                    Optional<String> why = Optional.ofNullable(refusal.getMessage());
                    throw management
                            .refused(String.valueOf(failure.getMessage()), why)
                            .orElseGet(() -> refused.apply(why));
                }
            }
            throw failure;
        }
    }

    /** Kafka's clients cannot even be made while no broker's name is known, as where containers start together. */
    private ApplicationContext start() throws InterruptedException {
        while (true) {
            ApplicationContext context =
                    Contexts.builder().properties(properties).build();
            try {
                ServingProperties.addTo(context.getEnvironment());
                return context.start();
            } catch (RuntimeException failure) {
                context.close();
                if (!KafkaClients.isUnresolved(failure)) {
                    throw failure;
                }
                log().warn("Waiting for Kafka: none of KAFKA_BOOTSTRAP_SERVERS has an address yet");
                Thread.sleep(RETRY_PAUSE);
            }
        }
    }

    /** Not a constant: every command makes this class, and the log takes its time to start. */
    private static Logger log() {
        return LoggerFactory.getLogger(ServiceRun.class);
    }
}
