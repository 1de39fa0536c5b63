package io.kafkafetch.adapters.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Metric;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes an insight as it is published: compact JSON, and a key of metric and dimension, in the form that
 * {@link InsightFields} describes. A small batch has as many insights as logins, so that this is much of the service's
 * work: a value is joined of parts, those of its name kept, those of its batch encoded once. Thread-safe.
 */
public final class InsightEncoder {

    private static final byte[] PEAK_HOUR = ascii(Metric.Running.PEAK_HOUR.wireName());
    private static final byte[] HOUR = ascii("{\"metric\":\"" + Metric.Running.PEAK_HOUR.wireName() + "\",\"hour\":");
    private static final byte[] LOGINS = ascii(",\"logins\":");
    private static final byte[] COUNT = ascii(",\"count\":");
    private static final byte[][] SMALL_NUMBERS = IntStream.range(0, 1000)
            .mapToObj(number -> ascii(Integer.toString(number)))
            .toArray(byte[][]::new);

    /** By the metric's ordinal. */
    private final NamedInsights[] ranked =
            Arrays.stream(Metric.Ranked.values()).map(NamedInsights::new).toArray(NamedInsights[]::new);

    /**
     * The record's key, the same for all insights on the same thing: {@code logins_per_region:RI} in UTF-8. The array is
     * shared, not copied: nobody changes it.
     */
    public byte[] key(Insight insight) {
        return switch (insight) {
            case Insight.PeakHour peak -> PEAK_HOUR;
            case Insight.Ranked counted -> named(counted).key();
        };
    }

    /** The record's value: the insight and the batch it came from, one JSON object in UTF-8. */
    public byte[] value(Insight insight, LoginBatch batch) {
        return value(insight, BatchFields.of(batch));
    }

    /** The record's value for one of many insights of a batch. */
    public byte[] value(Insight insight, BatchFields batch) {
        return switch (insight) {
            case Insight.PeakHour peak ->
                joined(HOUR, number(peak.hour()), LOGINS, number(peak.logins()), batch.ofRunning());
            case Insight.Ranked counted -> {
                byte[] head = named(counted).head();
                byte[] count = number(counted.count());
                yield counted.metric().hasShare()
                        ? joined(head, ascii(counted.percentage().toString()), COUNT, count, batch.ofBatch())
                        : joined(head, count, batch.ofBatch());
            }
        };
    }

    @SuppressWarnings("EnumOrdinal") // for each insight: an array is faster than a map
    private NamedInsights.Named named(Insight.Ranked insight) {
        return ranked[insight.metric().ordinal()].on(insight.name());
    }

    /** All insights of these outcomes, in order: their values, each with a line feed behind it (NDJSON). */
    public byte[] lines(List<BatchOutcome> outcomes) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (BatchOutcome outcome : outcomes) {
            BatchFields batch = BatchFields.of(outcome.batch());
            for (Insight insight : outcome.insights()) {
                lines.writeBytes(value(insight, batch));
                lines.write('\n');
            }
        }
        return lines.toByteArray();
    }

    private static byte[] number(long number) {
        return number >= 0 && number < SMALL_NUMBERS.length
                ? SMALL_NUMBERS[(int) number]
                : ascii(Long.toString(number));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    private static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] whole = new byte[length];
        int end = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, end, part.length);
            end += part.length;
        }
        return whole;
    }
}
