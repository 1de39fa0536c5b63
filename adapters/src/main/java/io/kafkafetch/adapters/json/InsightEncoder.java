package io.kafkafetch.adapters.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kafkafetch.application.BatchOutcome;
import io.kafkafetch.application.LoginBatch;
import io.kafkafetch.domain.Insight;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes an insight as it is published: compact JSON, and a key of metric and dimension, in the form that
 * {@link InsightRecord} describes. A small batch has as many insights as logins, so that this is much of the service's
 * work: a value is joined of parts, those of its name kept, those of its batch encoded once. Thread-safe.
 */
public final class InsightEncoder {

    private static final byte[] PEAK_HOUR = ascii(InsightRecord.PEAK_HOUR);
    private static final byte[] HOUR = ascii("{\"metric\":\"" + InsightRecord.PEAK_HOUR + "\",\"hour\":");
    private static final byte[] LOGINS = ascii(",\"logins\":");
    private static final byte[] COUNT = ascii(",\"count\":");
    private static final byte[][] SMALL_NUMBERS = IntStream.range(0, 1000)
            .mapToObj(number -> ascii(Integer.toString(number)))
            .toArray(byte[][]::new);

    private final NamedInsights regions = new NamedInsights(InsightRecord.LOGINS_PER_REGION, "region", "count");
    private final NamedInsights devices = new NamedInsights(InsightRecord.DEVICE_USAGE, "device_type", "percentage");
    private final NamedInsights appVersions =
            new NamedInsights(InsightRecord.APP_VERSION_USAGE, "app_version", "percentage");

    /**
     * The record's key, the same for all insights on the same thing: {@code logins_per_region:RI} in UTF-8. The array is
     * shared, not copied: nobody changes it.
     */
    public byte[] key(Insight insight) {
        return switch (insight) {
            case Insight.PeakHour peak -> PEAK_HOUR;
            case Insight.LoginsPerRegion logins -> regions.on(logins.region()).key();
            case Insight.DeviceUsage usage -> devices.on(usage.deviceType()).key();
            case Insight.AppVersionUsage usage ->
                appVersions.on(usage.appVersion()).key();
        };
    }

    /** The record's value: the insight and the batch that brought it forth, one JSON object in UTF-8. */
    public byte[] value(Insight insight, LoginBatch batch) {
        return value(insight, BatchFields.of(batch));
    }

    /** The same for one of many insights of a batch. */
    public byte[] value(Insight insight, BatchFields batch) {
        return switch (insight) {
            case Insight.PeakHour peak ->
                joined(HOUR, number(peak.hour()), LOGINS, number(peak.logins()), batch.ofRunning());
            case Insight.LoginsPerRegion logins ->
                joined(regions.on(logins.region()).head(), number(logins.count()), batch.ofBatch());
            case Insight.DeviceUsage usage ->
                joined(
                        devices.on(usage.deviceType()).head(),
                        number(usage.percentage()),
                        COUNT,
                        number(usage.count()),
                        batch.ofBatch());
            case Insight.AppVersionUsage usage ->
                joined(
                        appVersions.on(usage.appVersion()).head(),
                        number(usage.percentage()),
                        COUNT,
                        number(usage.count()),
                        batch.ofBatch());
        };
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

    private static byte[] number(BigDecimal percentage) {
        return ascii(percentage.toPlainString());
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
