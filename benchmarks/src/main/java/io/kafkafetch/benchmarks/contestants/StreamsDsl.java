package io.kafkafetch.benchmarks.contestants;

import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.insight.Metric;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.Validation;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.jspecify.annotations.Nullable;

/**
 * The same insights as a user of the Kafka Streams DSL writes them: decode, group by what is counted, count, publish. A
 * counted thing becomes a key, and so each login goes through four repartition topics. Decoder and encoder are
 * kafka-fetch's.
 *
 * <p>It publishes less than kafka-fetch, and other things:
 *
 * <ul>
 *   <li>Counts run since the beginning; there are no batches, and the batch size is not used. A count that has changed
 *       is published once a commit, by the default cache: some 10 times a second, however many logins that was.
 *   <li>Shares of devices and app versions are always written as 100.0: a share needs a total, and so one more
 *       aggregation and a join. {@code batch} and {@code events} are written, and mean nothing.
 *   <li>The peak hour is that of all partitions, kafka-fetch's of one. All hours are one key's value, which spares
 *       Streams a second repartitioning.
 *   <li>Rejected records are left out without a trace.
 *   <li>A login's offset is committed once it is in the repartition topics; its insights follow a little later.
 * </ul>
 *
 * <p>Also in its favour: into the repartition topics goes no login, but its name (or its hour) alone.
 */
public final class StreamsDsl {

    private static final byte[] NOTHING = {};
    private static final List<HourCounts> ONE_LOGIN_AT = IntStream.range(0, HourCounts.HOURS)
            .mapToObj(StreamsDsl::oneLoginAt)
            .toList();

    private final StreamsRun run;
    /** For one thread, as there is one. */
    private final LoginDecoder decoder = new LoginDecoder(MissingDeviceType.DEAD_LETTER);

    private final InsightEncoder encoder = new InsightEncoder();
    private final LoginBatch noBatch;

    private StreamsDsl(StreamsRun run) {
        this.run = run;
        this.noBatch =
                new LoginBatch(new Partition(run.inputTopic(), 0), 0, 0, Trigger.END, LoginTally.EMPTY, List.of());
    }

    /**
     * Runs until SIGTERM.
     *
     * @param arguments bootstrap servers, input topic, output topic, application id, batch size
     */
    public static void main(String... arguments) throws InterruptedException {
        StreamsRun run = StreamsRun.of(arguments);
        run.run(new StreamsDsl(run).topology());
    }

    private Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<byte[], LoginEvent> logins = builder.stream(
                        run.inputTopic(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .mapValues(this::login)
                .filter((key, login) -> login != null);
        count(logins, Metric.Ranked.LOGINS_PER_REGION, LoginEvent::locale);
        count(logins, Metric.Ranked.DEVICE_USAGE, LoginEvent::deviceType);
        count(logins, Metric.Ranked.APP_VERSION_USAGE, LoginEvent::appVersion);
        peakHour(logins);
        return builder.build();
    }

    @SuppressWarnings("NullAway") // the DSL's types do not say that a value may be null
    private LoginEvent login(byte @Nullable [] value) {
        Validation verdict = decoder.decode(value == null ? null : ByteBuffer.wrap(value));
        return verdict instanceof LoginEvent login ? login : null;
    }

    private void count(KStream<byte[], LoginEvent> logins, Metric.Ranked metric, Function<LoginEvent, String> name) {
        publish(logins.map((key, login) -> KeyValue.pair(name.apply(login), NOTHING))
                .groupByKey(Grouped.with(metric.dimension().field(), Serdes.String(), Serdes.ByteArray()))
                .count(Materialized.with(Serdes.String(), Serdes.Long()))
                .toStream()
                .mapValues((counted, count) -> new Insight.Ranked(metric, counted, count, count)));
    }

    private void peakHour(KStream<byte[], LoginEvent> logins) {
        publish(logins.map((key, login) -> KeyValue.pair("all", HourOfDay.UTC.at(login.timestamp())))
                .groupByKey(Grouped.with("hour", Serdes.String(), Serdes.Integer()))
                .aggregate(
                        () -> HourCounts.EMPTY,
                        (all, hour, running) -> running.plus(ONE_LOGIN_AT.get(hour)),
                        Materialized.with(Serdes.String(), HoursSerde.create()))
                .toStream()
                .mapValues(StreamsDsl::peak));
    }

    private void publish(KStream<String, Insight> insights) {
        insights.map((name, insight) -> KeyValue.pair(encoder.key(insight), encoder.value(insight, noBatch)))
                .to(run.outputTopic(), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
    }

    private static Insight peak(HourCounts running) {
        return running.peak().orElseThrow();
    }

    private static HourCounts oneLoginAt(int hour) {
        long[] counts = new long[HourCounts.HOURS];
        counts[hour] = 1;
        return HourCounts.of(counts);
    }
}
