package io.kafkafetch.bootstrap;

import io.kafkafetch.adapters.console.ConsoleView;
import io.kafkafetch.adapters.console.LiveTotals;
import io.kafkafetch.adapters.generator.GeneratedRecord;
import io.kafkafetch.adapters.generator.GeneratorSettings;
import io.kafkafetch.adapters.generator.LoginGenerator;
import io.kafkafetch.adapters.generator.Pace;
import io.kafkafetch.adapters.json.InsightDecoder;
import io.kafkafetch.adapters.json.InsightRecord;
import io.kafkafetch.adapters.kafka.KafkaClients;
import io.kafkafetch.adapters.kafka.LoginPublisher;
import io.kafkafetch.adapters.kafka.PublishedReader;
import io.kafkafetch.domain.MissingDeviceType;
import io.micronaut.context.ApplicationContext;
import io.micronaut.serde.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One run of the demo: generates, reads what the service publishes as any other client would, shows it, and draws the
 * balance.
 */
final class DemoRun {

    private static final Duration READ = Duration.ofMillis(100);
    private static final Duration NO_PROGRESS = Duration.ofSeconds(60);
    private static final long STEP_NANOS = 50_000_000;
    private static final int LOGINS_PER_DAY = 2_000;

    private final ApplicationContext service;
    private final LoginGenerator logins;
    private final @Nullable Long count;
    private final double rate;
    private final ConsoleView view;
    private final LiveTotals totals;
    private final DemoBalance balance = new DemoBalance();
    private final AtomicLong generated = new AtomicLong();
    private final AtomicLong expectedAccepted = new AtomicLong();
    private volatile boolean stopping;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    DemoRun(
            ApplicationContext service,
            GeneratorOptions generator,
            @Nullable Long count,
            double rate,
            ConsoleView view,
            URI page) {
        this.service = service;
        // A day passes quickly, so that its hours are seen.
        this.logins = new LoginGenerator(
                generator.settings(GeneratorSettings.forTopic().withLoginsPerDay(LOGINS_PER_DAY)));
        this.count = count;
        this.rate = rate;
        this.view = view;
        this.totals =
                new LiveTotals(service.getBean(KafkaClients.class).bootstrapServers() + "  " + page, System::nanoTime);
    }

    /** Runs until all is accounted for, or without a count until interrupted; whether it balances. */
    boolean toItsEnd() throws InterruptedException {
        KafkaFetchConfiguration configuration = service.getBean(KafkaFetchConfiguration.class);
        KafkaClients clients = service.getBean(KafkaClients.class);
        awaitStart();
        awaitCaughtUp(clients, configuration);
        try (PublishedReader published = new PublishedReader(
                clients.observer(configuration.groupId()),
                new InsightDecoder(service.getBean(ObjectMapper.class)),
                configuration.outputTopic(),
                configuration.dlqTopic())) {
            Thread generating = Thread.ofPlatform()
                    .name("kafka-fetch-generate")
                    .daemon()
                    .start(() -> generate(clients, configuration.inputTopic()));
            try {
                watch(published, generating);
            } finally {
                stopping = true;
                generating.join();
            }
        }
        view.close();
        return balance.print(System.out, generated.get(), expectedAccepted.get());
    }

    private void awaitStart() throws InterruptedException {
        try {
            service.getBean(LanesService.class).started().get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the service did not start", failed.getCause());
        }
    }

    /** What an earlier run has left in its data directory is processed first, and no part of this run's balance. */
    private static void awaitCaughtUp(KafkaClients clients, KafkaFetchConfiguration configuration)
            throws InterruptedException {
        try (Consumer<byte[], byte[]> group = clients.observer(configuration.groupId())) {
            List<TopicPartition> partitions = group.partitionsFor(configuration.inputTopic()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = group.endOffsets(partitions);
            while (!ends.equals(positions(group, partitions))) {
                Thread.sleep(READ);
            }
        }
    }

    private static Map<TopicPartition, Long> positions(
            Consumer<byte[], byte[]> group, List<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed = group.committed(Set.copyOf(partitions));
        return partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> {
            OffsetAndMetadata offset = committed.get(partition);
            return offset == null ? 0 : offset.offset();
        }));
    }

    private void watch(PublishedReader published, Thread generating) throws InterruptedException {
        long progressNanos = System.nanoTime();
        long accounted = 0;
        while (generating.isAlive() || accounted < generated.get()) {
            published.read(READ, listener);
            view.show(totals.snapshot());
            Throwable failed = failure.get();
            if (failed != null) {
                throw new IllegalStateException("the generator failed", failed);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (balance.accounted() != accounted || generating.isAlive()) {
                accounted = balance.accounted();
                progressNanos = System.nanoTime();
            } else if (System.nanoTime() - progressNanos > NO_PROGRESS.toNanos()) {
                return; // the balance tells what is missing
            }
        }
    }

    private final PublishedReader.Listener listener = new PublishedReader.Listener() {
        @Override
        public void insight(InsightRecord insight) {
            balance.insight(insight);
            totals.insights(1);
            switch (insight) {
                case InsightRecord.PeakHour peak -> {
                    totals.batch(peak.events());
                    totals.peakHour(DemoBalance.partitionOf(peak.batch()), peak.hour(), peak.logins());
                }
                case InsightRecord.LoginsPerRegion region -> totals.region(region.region(), region.count());
                case InsightRecord.DeviceUsage device -> totals.device(device.deviceType(), device.count());
                case InsightRecord.AppVersionUsage version -> totals.appVersion(version.appVersion(), version.count());
            }
        }

        @Override
        public void deadLetter(List<String> codes) {
            balance.deadLetter();
            totals.rejected(codes);
        }
    };

    @SuppressWarnings("CatchingUnchecked")
    private void generate(KafkaClients clients, String topic) {
        Pace pace = new Pace(rate, System::nanoTime);
        try (LoginPublisher publisher = new LoginPublisher(clients.producer(), topic)) {
            for (long i = 0; !stopping && (count == null || i < count); i++) {
                await(pace.nanosUntilNext());
                GeneratedRecord login = logins.next();
                publisher.publish(login.key(), login.value());
                generated.incrementAndGet();
                totals.generated(1);
                if (login.kind().accepted(MissingDeviceType.DEAD_LETTER)) {
                    expectedAccepted.incrementAndGet();
                }
            }
            publisher.flush();
        } catch (InterruptedException | RuntimeException failed) {
            failure.set(failed);
        }
    }

    /** In steps, so that a stop is noticed; an interrupt would break the producer's close. */
    private void await(long nanos) throws InterruptedException {
        for (long left = nanos; left > 0 && !stopping; left -= STEP_NANOS) {
            TimeUnit.NANOSECONDS.sleep(Math.min(left, STEP_NANOS));
        }
    }
}
