package io.kafkafetch.bootstrap.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kafkafetch.adapters.console.ConsoleLedger;
import io.kafkafetch.adapters.file.ledger.FileLedger;
import io.kafkafetch.adapters.file.source.FileSource;
import io.kafkafetch.adapters.file.spool.Spool;
import io.kafkafetch.adapters.http.logins.LoginIntake;
import io.kafkafetch.adapters.kafka.inbox.KafkaInbox;
import io.kafkafetch.adapters.kafka.ledger.SoleReaderLedger;
import io.kafkafetch.adapters.kafka.source.Lanes;
import io.kafkafetch.bootstrap.process.UserError;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The configuration alone says where logins come from and where insights go; nothing else is there. */
class SourceAndSinkTest {

    private static final List<Class<?>> PARTS = List.of(
            Lanes.class,
            FileSource.class,
            LoginIntake.class,
            KafkaInbox.class,
            Spool.class,
            FileLedger.class,
            ConsoleLedger.class,
            SoleReaderLedger.class,
            LanesService.class,
            FileService.class);

    @TempDir
    private Path folder = Path.of("");

    private ApplicationContext start(String source, String sink, int kafkaPort) throws IOException {
        Path file = folder.resolve("logins.jsonl");
        if (!Files.exists(file)) {
            Files.writeString(file, "no login\n");
        }
        Map<String, Object> settings = new HashMap<>();
        settings.put("kafka-fetch.source", source);
        settings.put("kafka-fetch.sink", sink);
        settings.put("kafka-fetch.source-file", file);
        settings.put("kafka-fetch.sink-dir", folder.resolve("sink"));
        settings.put("kafka.bootstrap.servers", "localhost:" + kafkaPort);
        return ApplicationContext.builder()
                .banner(false)
                .environmentPropertySource(false)
                .properties(settings)
                .start();
    }

    @ParameterizedTest
    @CsvSource({
        "kafka, kafka,   Lanes LanesService",
        "kafka, file,    Lanes LanesService FileLedger",
        "kafka, console, Lanes LanesService ConsoleLedger",
        "file,  kafka,   FileSource FileService SoleReaderLedger",
        "file,  file,    FileSource FileService FileLedger",
        "file,  console, FileSource FileService ConsoleLedger",
        "http,  kafka,   LoginIntake KafkaInbox Lanes LanesService",
        "http,  file,    LoginIntake Spool FileSource FileService FileLedger",
        "http,  console, LoginIntake Spool FileSource FileService ConsoleLedger"
    })
    void onlyThePartsOfTheChosenRouteAreThere(String source, String sink, String parts) throws IOException {
        try (ApplicationContext context = start(source, sink, 1)) {
            Set<String> there = PARTS.stream()
                    .filter(context::containsBean)
                    .map(Class::getSimpleName)
                    .collect(Collectors.toSet());

            assertThat(there).containsExactlyInAnyOrder(parts.split(" "));
            assertThat(context.getBeansOfType(Service.class)).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"file, file", "file, console", "http, file", "http, console"})
    void withoutKafkaNoBrokerIsAskedForAnything(String source, String sink) throws Exception {
        try (ServerSocket broker = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            AtomicInteger connections = countConnections(broker);
            try (ApplicationContext context = start(source, sink, broker.getLocalPort())) {
                Service service = context.getBean(Service.class);
                service.started().get(30, TimeUnit.SECONDS);
                if (source.equals("file")) {
                    service.ended().get(30, TimeUnit.SECONDS);
                }
            }
            assertThat(connections).hasValue(0);
        }
    }

    /** Or the test before would see none whatever happens. */
    @Test
    void withKafkaTheBrokerIsAsked() throws Exception {
        try (ServerSocket broker = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            AtomicInteger connections = countConnections(broker);
            try (ApplicationContext context = start("file", "kafka", broker.getLocalPort())) {
                assertThat(context.isRunning()).isTrue();
                long start = System.nanoTime();
                while (connections.get() == 0 && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(30)) {
                    Thread.sleep(20);
                }
            }
            assertThat(connections).hasPositiveValue();
        }
    }

    @Test
    void aFileSourceWithoutAFileIsAUsersError() {
        Throwable failure = catchThrowable(() -> ApplicationContext.builder()
                .banner(false)
                .environmentPropertySource(false)
                .properties(Map.of("kafka-fetch.source", "file", "kafka-fetch.sink", "console"))
                .start()
                .close());

        UserError error = UserError.in(failure).orElseThrow(() -> new AssertionError("no user's error", failure));
        assertThat(error).hasMessage("SOURCE_FILE= cannot be used: expected the file to read, since SOURCE=file");
        assertThat(error.exitCode()).isEqualTo(2);
    }

    /** Micronaut would find that out only once the source has begun. */
    @Test
    void aPortThatIsNoneIsAUsersErrorBeforeAnythingIsRead() throws IOException {
        Path sink = folder.resolve("unused");
        Throwable failure = catchThrowable(() -> ApplicationContext.builder()
                .banner(false)
                .environmentPropertySource(false)
                .properties(Map.of(
                        "kafka-fetch.source",
                        "file",
                        "kafka-fetch.source-file",
                        Files.writeString(folder.resolve("read"), "{}\n").toString(),
                        "kafka-fetch.sink",
                        "file",
                        "kafka-fetch.sink-dir",
                        sink.toString(),
                        "micronaut.server.port",
                        "abc"))
                .start()
                .close());

        UserError error = UserError.in(failure).orElseThrow(() -> new AssertionError("no user's error", failure));
        assertThat(error).hasMessageStartingWith("HTTP_PORT=abc cannot be used: expected a port from 1 to 65535");
        assertThat(error.exitCode()).isEqualTo(2);
        assertThat(sink.resolve("insights-000001.jsonl")).doesNotExist();
    }

    @Test
    void whatIsPostedToAScreenIsKeptForTheRunAlone() throws IOException {
        Path spool;
        try (ApplicationContext context = start("http", "console", 1)) {
            spool = context.getBean(Spool.class).file();
            assertThat(spool).exists();
        }
        assertThat(spool.getParent()).doesNotExist();
    }

    @Test
    void aSinkInUseIsAUsersError() throws IOException {
        try (ApplicationContext first = start("http", "file", 1)) {
            assertThat(first.isRunning()).isTrue();

            Throwable failure = catchThrowable(() -> start("file", "file", 1).close());

            UserError error = UserError.in(failure).orElseThrow(() -> new AssertionError("no user's error", failure));
            assertThat(error).hasMessageContainingAll(folder.resolve("sink").toString(), "in use by another process");
            assertThat(error.exitCode()).isEqualTo(3);
        }
    }

    private static AtomicInteger countConnections(ServerSocket server) {
        AtomicInteger connections = new AtomicInteger();
        Thread.ofVirtual().start(() -> {
            while (true) {
                try {
                    server.accept().close();
                    connections.incrementAndGet();
                } catch (IOException closed) {
                    return;
                }
            }
        });
        return connections;
    }
}
