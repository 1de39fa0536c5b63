package io.kafkafetch.adapters.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.kafkafetch.application.BatchOutcome;
import io.kafkafetch.application.LoginBatch;
import io.kafkafetch.domain.Insight;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Writes an insight as it is published: compact JSON, and a key of metric and dimension. Field by field, in the form that
 * {@link InsightRecord} describes: a command that only writes insights starts no framework. Thread-safe.
 */
public final class InsightEncoder {

    private static final int USUAL_BYTES = 192;

    private final JsonFactory json = new JsonFactoryBuilder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .rootValueSeparator("")
            .build();

    /** The record's value: the insight and the batch that brought it forth, one JSON object in UTF-8. */
    public byte[] value(Insight insight, LoginBatch batch) {
        return value(insight, batch.name(), batch.events(), batch.rejected());
    }

    /**
     * The same for a batch that is not at hand as a whole.
     *
     * @param batch its name
     * @param events logins accepted in it
     * @param rejected records rejected in it
     */
    byte[] value(Insight insight, String batch, long events, long rejected) {
        ByteArrayOutputStream value = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator object = generator(value)) {
            write(object, insight, batch, events, rejected);
        } catch (IOException e) { // writing to memory does not fail
            throw new UncheckedIOException(e);
        }
        return value.toByteArray();
    }

    /** All insights of these outcomes, in order: their values, each with a line feed behind it (NDJSON). */
    public byte[] lines(List<BatchOutcome> outcomes) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        try (JsonGenerator objects = generator(lines)) {
            for (BatchOutcome outcome : outcomes) {
                LoginBatch batch = outcome.batch();
                for (Insight insight : outcome.insights()) {
                    write(objects, insight, batch.name(), batch.events(), batch.rejected());
                    objects.writeRaw('\n');
                }
            }
        } catch (IOException e) { // writing to memory does not fail
            throw new UncheckedIOException(e);
        }
        return lines.toByteArray();
    }

    /**
     * Where {@link #write} makes the same objects one after the other, with nothing between them; what else belongs
     * there is written raw. Closing it leaves the stream open.
     */
    public JsonGenerator generator(OutputStream out) {
        try {
            return json.createGenerator(out, JsonEncoding.UTF8);
        } catch (IOException e) { // nothing is written yet
            throw new UncheckedIOException(e);
        }
    }

    /** The same fields in the same order, into what another format has in place of a JSON object. */
    public void write(JsonGenerator object, Insight insight, String batch, long events, long rejected)
            throws IOException {
        object.writeStartObject();
        finding(object, insight);
        object.writeStringField("batch", batch);
        object.writeNumberField("events", events);
        object.writeNumberField("rejected", rejected);
        object.writeEndObject();
    }

    /** The record's key, the same for all insights on the same thing: {@code logins_per_region:RI} in UTF-8. */
    public byte[] key(Insight insight) {
        String key = switch (insight) {
            case Insight.PeakHour peak -> InsightRecord.PEAK_HOUR;
            case Insight.LoginsPerRegion logins -> InsightRecord.LOGINS_PER_REGION + ":" + logins.region();
            case Insight.DeviceUsage usage -> InsightRecord.DEVICE_USAGE + ":" + usage.deviceType();
            case Insight.AppVersionUsage usage -> InsightRecord.APP_VERSION_USAGE + ":" + usage.appVersion();
        };
        return key.getBytes(UTF_8);
    }

    private static void finding(JsonGenerator object, Insight insight) throws IOException {
        switch (insight) {
            case Insight.PeakHour peak -> {
                object.writeStringField("metric", InsightRecord.PEAK_HOUR);
                object.writeNumberField("hour", peak.hour());
                object.writeNumberField("logins", peak.logins());
                object.writeStringField("scope", "running");
            }
            case Insight.LoginsPerRegion logins -> {
                object.writeStringField("metric", InsightRecord.LOGINS_PER_REGION);
                object.writeStringField("region", logins.region());
                object.writeNumberField("count", logins.count());
                object.writeStringField("scope", "batch");
            }
            case Insight.DeviceUsage usage -> {
                object.writeStringField("metric", InsightRecord.DEVICE_USAGE);
                object.writeStringField("device_type", usage.deviceType());
                share(object, usage.percentage(), usage.count());
            }
            case Insight.AppVersionUsage usage -> {
                object.writeStringField("metric", InsightRecord.APP_VERSION_USAGE);
                object.writeStringField("app_version", usage.appVersion());
                share(object, usage.percentage(), usage.count());
            }
        }
    }

    private static void share(JsonGenerator object, BigDecimal percentage, long count) throws IOException {
        object.writeNumberField("percentage", withOneDigitBehindThePoint(percentage));
        object.writeNumberField("count", count);
        object.writeStringField("scope", "batch");
    }

    /** A hundred without a digit behind the point would be written {@code 1E+2}. */
    static BigDecimal withOneDigitBehindThePoint(BigDecimal percentage) {
        return percentage.scale() < 1 ? percentage.setScale(1, RoundingMode.UNNECESSARY) : percentage;
    }
}
