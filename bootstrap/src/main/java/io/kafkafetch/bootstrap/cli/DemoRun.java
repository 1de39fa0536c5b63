package io.kafkafetch.bootstrap.cli;

import io.kafkafetch.adapters.console.ConsoleView;
import io.kafkafetch.adapters.console.LiveTotals;
import io.kafkafetch.adapters.generator.GeneratedRecord;
import io.kafkafetch.adapters.generator.GeneratorSettings;
import io.kafkafetch.adapters.generator.LoginGenerator;
import io.kafkafetch.adapters.generator.Pace;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.inbox.LoginPublisher;
import io.kafkafetch.adapters.kafka.published.PublishedReader;
import io.kafkafetch.application.published.PublishedInsight;
import io.kafkafetch.application.published.PublishedListener;
import io.kafkafetch.application.published.RejectedRecord;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.service.Service;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.micronaut.context.ApplicationContext;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * One run of the demo: generates, reads what the service publishes as any other client would, shows it, and draws the
 * balance.
 */
final class DemoRun {

    private static final Duration READ = Duration.ofMillis(100);
    private static final Duration WIND_DOWN = Duration.ofSeconds(5);
    private static final Duration NO_PROGRESS = Duration.ofSeconds(60);
    private static final long STEP_NANOS = 50_000_000;
    private static final int LOGINS_PER_DAY = 2_000;
    private static final int DAYS = 7;
    private static final int MOST_DAYS = 10 * 365;

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
        this.count = count;
        this.logins = new LoginGenerator(
                generator.settings(GeneratorSettings.forTopic()
                        .withLoginsPerDay(LOGINS_PER_DAY)
                        .withStartEpochSecond(start(Instant.now()).getEpochSecond())),
                () -> Instant.now().getEpochSecond());
        this.rate = rate;
        this.view = view;
        this.totals =
                new LiveTotals(service.getBean(KafkaClients.class).bootstrapServers() + "  " + page, System::nanoTime);
    }

    /**
     * A midnight, so that the same seed generates the same logins, if of other days. The days until today pass quickly, and
     * are seen with their hours: all that a count is enough for, else a week.
     */
    private Instant start(Instant now) {
        long days = count == null ? DAYS : Math.max(0, count - 1) / LOGINS_PER_DAY;
        return now.truncatedTo(ChronoUnit.DAYS).minus(Math.min(days, MOST_DAYS), ChronoUnit.DAYS);
    }

    /** Runs until all is accounted for, or without a count until interrupted; whether it balances. */
    boolean toItsEnd() throws InterruptedException {
        KafkaFetchConfiguration configuration = service.getBean(KafkaFetchConfiguration.class);
        KafkaClients clients = service.getBean(KafkaClients.class);
        awaitStart();
        if (awaitCaughtUp(clients, configuration)) {
            totals.peakOf(" of all runs in this directory");
        }
        try (PublishedReader published = new PublishedReader(
                clients.observer(configuration.groupId()),
                configuration.outputTopic(),
                configuration.dlqTopic(),
                listener)) {
            Thread generating = Thread.ofPlatform()
                    .name("kafka-fetch-generate")
                    .daemon()
                    .start(() -> generate(clients, configuration.inputTopic()));
            try {
                watch(published, generating);
            } catch (InterruptedException | InterruptException ctrlC) {
                endEarly(published, generating);
                return true;
            } finally {
                stopping = true;
                generating.join();
            }
        }
        view.close();
        return balance.print(System.out, generated.get(), expectedAccepted.get());
    }

    /** What was generated by now is counted in a moment, unless something hinders it. */
    private void endEarly(PublishedReader published, Thread generating) throws InterruptedException {
        Thread.interrupted(); // a client that was interrupted leaves the mark, and nothing here could wait
        stopping = true;
        generating.join();
        long end = System.nanoTime() + WIND_DOWN.toNanos();
        while (balance.accounted() < generated.get() && System.nanoTime() < end) {
            published.read(READ);
            view.show(totals.snapshot());
        }
        view.close();
        balance.printSoFar(System.out, generated.get(), expectedAccepted.get());
    }

    private void awaitStart() throws InterruptedException {
        try {
            service.getBean(Service.class).started().get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the service did not start", failed.getCause());
        }
    }

    /**
     * What an earlier run has left in its data directory is processed first, and no part of this run's balance. Whether
     * there was an earlier run.
     */
    private static boolean awaitCaughtUp(KafkaClients clients, KafkaFetchConfiguration configuration)
            throws InterruptedException {
        try (Consumer<byte[], byte[]> group = clients.observer(configuration.groupId())) {
            List<TopicPartition> partitions = group.partitionsFor(configuration.inputTopic()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = group.endOffsets(partitions);
            while (!ends.equals(positions(group, partitions))) {
                Thread.sleep(READ);
            }
            return ends.values().stream().anyMatch(end -> end > 0);
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
            published.read(READ);
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

    private final PublishedListener listener = new PublishedListener() {
        @Override
        public void insight(PublishedInsight insight, Instant publishedAt) {
            balance.insight(insight);
            totals.insights(1);
            switch (insight.insight()) {
                case Insight.PeakHour peak -> {
                    totals.batch(insight.events());
                    totals.skipped(insight.skipped());
                    totals.peakHour(DemoBalance.partitionOf(insight.batch()), peak);
                }
                case Insight.Ranked ranked -> totals.ranked(ranked.metric(), ranked.name(), ranked.count());
            }
        }

        @Override
        public void rejected(RejectedRecord record) {
            balance.deadLetter();
            totals.rejected(record.reasons().stream()
                    .map(RejectedRecord.Reason::code)
                    .distinct()
                    .toList());
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
