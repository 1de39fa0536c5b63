package io.kafkafetch.bootstrap.cli;

import static java.util.Objects.requireNonNullElse;

import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.bootstrap.config.HealthConfiguration;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.config.LiveConfiguration;
import io.kafkafetch.bootstrap.config.LogFormat;
import io.kafkafetch.bootstrap.config.ManagementPort;
import io.kafkafetch.bootstrap.config.ServerAddress;
import io.kafkafetch.bootstrap.config.SettingNames;
import io.kafkafetch.bootstrap.config.SettingsCheck;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.bootstrap.service.Service;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The service. */
@Command(
        name = "run",
        header = "Consume logins from Kafka, a file or HTTP and publish insights, until ended.%n",
        description = "Waits for the cluster if it is not up yet. Ctrl-C or SIGTERM commits what is open and ends it."
                + " A file that is not followed ends it too.",
        footer = {
            "Settings, from the environment:",
            "  SOURCE                   kafka, file or http (kafka)",
            "  SINK                     kafka, file or console (kafka)",
            "  BATCH_SIZE               accepted events a batch (50)",
            "  BATCH_MAX_AGE            age a batch closes at on a quiet source (5s)",
            "  ZONE                     time zone of the hours (UTC)",
            "  MISSING_DEVICE_TYPE      dead-letter or unknown (dead-letter)",
            "  MAX_EVENT_BYTES          largest login in a file or request (1MB)",
            "",
            "With Kafka:",
            "  KAFKA_BOOTSTRAP_SERVERS  the cluster (localhost:29092)",
            "  INPUT_TOPIC              logins (user-login)",
            "  OUTPUT_TOPIC             insights (insights)",
            "  DLQ_TOPIC                dead letters (user-login-dlq)",
            "  GROUP_ID                 consumer group (kafka-fetch)",
            "  INSTANCE_ID              this instance's lasting name (found: host and slot)",
            "  CONSUMER_THREADS         consumers in this instance (1)",
            "  CREATE_TOPICS            create missing topics (false)",
            "  TOPIC_PARTITIONS         partitions of created topics (1)",
            "  TOPIC_REPLICATION        copies of created topics (-1, the broker's default)",
            "  TOPIC_RECREATED          hold, or restart in a new input topic (hold)",
            "  KAFKA_…                  any setting of Kafka's clients, in capitals:",
            "                           KAFKA_SECURITY_PROTOCOL is security.protocol",
            "",
            "With files:",
            "  SOURCE_FILE              logins, one a line",
            "  SOURCE_FOLLOW            keep reading as the file grows (false)",
            "  SINK_DIR                 folder of insights, dead letters and position",
            "                           (kafka-fetch-data)",
            "  SINK_FILE_BYTES          size at which the next file begins (128MB)",
            "  SINK_MAX_BYTES           most that it may hold; then reading stops (10GB)",
            "",
            "With HTTP:",
            "  HTTP_HOST, HTTP_PORT     where it is served (127.0.0.1, 8080)",
            "  HTTP_CONNECTIONS         connections at a time (5000)",
            "  HTTP_HEADER_TIMEOUT      for the head of a first request (10s)",
            "  HTTP_IDLE_TIMEOUT        from an answer to the next request (60s)",
            "  HTTP_ALLOWED_HOSTS       further names in the Host header",
            "  HTTP_ALLOWED_ORIGINS     further sites whose pages may send requests",
            "  MANAGEMENT_PORT          of /health and /prometheus (that of HTTP_PORT)",
            "  HTTP_DOCUMENT_BYTES      largest JSON body; streams have no bound",
            "                           (1/32 of the heap, at most 16MB)",
            "  HTTP_REQUESTS            requests at a time (256)",
            "  HTTP_REQUESTS_PER_ADDRESS  as many of these one address may have (3/4)",
            "  HTTP_EVENT_TIMEOUT       for one event to arrive (30s)",
            "  HTTP_QUIET_TIMEOUT       silence between two events (60s)",
            "  HTTP_APPEND_TIMEOUT      for an event to become durable (20s)",
            "  HTTP_REQUEST_AGE         longest request (1h)",
            "  HTTP_LEAST_RATE          bytes a second of a client that is waited for (500)",
            "  HTTP_EVENTS              most events of a request (10000000)",
            "  HTTP_UNPACKED_BYTES      most bytes of a packed body, unpacked (1GB)",
            "  HTTP_UNPACKED_RATIO      of these for a byte that was sent (100)",
            "  HTTP_IN_FLIGHT_BYTES     taken and not durable yet (1/16, at most 32MB)",
            "  HTTP_BUFFER_BYTES        waiting for the rest of a body (1/8, at most 64MB)",
            "  IDEMPOTENCY_KEYS         keys remembered (10000)",
            "  IDEMPOTENCY_WINDOW       how long after its last use (10m)",
            "  SPOOL_MAX_BYTES          waiting to be counted without Kafka (1GB)",
            "",
            "Live view:",
            "  LIVE_VIEW                whether there is one (true)",
            "  LIVE_HISTORY             all, or how far back it begins: 24h (all)",
            "  HTTP_VIEWERS             open pages at a time (2000)",
            "",
            "Also:",
            "  LIVENESS_TIMEOUT         after which a thread is stuck, 1s to 1h (60s)",
            "  LOG_LEVEL                ERROR, WARN, INFO or DEBUG (INFO)",
            "  LOG_FORMAT               text or json, an object a line (text)",
            "  RUNBOOK_URL              your copy of docs/RUNBOOK.md, for links",
            "  TRACING                  OpenTelemetry; OTEL_… say the rest (false)"
        })
final class RunCommand implements Callable<Integer> {

    private static final Duration RETRY_PAUSE = Duration.ofSeconds(5);

    @Option(
            names = "--follow",
            description = "With SOURCE=file: keep reading as the file grows, through rotation. Same as"
                    + " SOURCE_FOLLOW=true.")
    private boolean follow;

    @Override
    public Integer call() throws InterruptedException {
        LogFormat.check();
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
            context.getBean(LiveConfiguration.class);
            context.getBean(HealthConfiguration.class);
            context.getBean(KafkaClients.class);
            configuration.memoryBudget().shortage().ifPresent(log()::warn);
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
            ApplicationContext context = ServiceContext.builder()
                    .properties(follow ? Map.of("kafka-fetch.source-follow", true) : Map.of())
                    .build();
            try {
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
        return LoggerFactory.getLogger(RunCommand.class);
    }
}
