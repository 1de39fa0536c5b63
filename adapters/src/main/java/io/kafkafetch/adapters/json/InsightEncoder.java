package io.kafkafetch.adapters.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.json.InsightRecord.Scope;
import io.kafkafetch.application.LoginBatch;
import io.kafkafetch.domain.Insight;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes an insight as it is published: compact JSON, and a key of metric and dimension. Thread-safe. */
public final class InsightEncoder {

    private final ObjectMapper mapper;

    /** An encoder that writes with this mapper, whose settings on inclusion do not matter. */
    public InsightEncoder(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** The record's value: the insight and the batch that brought it forth, one JSON object in UTF-8. */
    public byte[] value(Insight insight, LoginBatch batch) {
        try {
            return mapper.writeValueAsBytes(record(insight, batch));
        } catch (IOException e) { // writing to memory fails on a broken configuration alone
            throw new UncheckedIOException(e);
        }
    }

    /** The record's key, the same for all insights on the same thing: {@code logins_per_region:RI} in UTF-8. */
    public byte[] key(Insight insight) {
        String key = switch (insight) {
            case Insight.PeakHour peak -> InsightRecord.PEAK_HOUR;
            case Insight.LoginsPerRegion logins -> InsightRecord.LOGINS_PER_REGION + ":" + logins.region();
            case Insight.DeviceUsage usage -> InsightRecord.DEVICE_USAGE + ":" + usage.deviceType();
        };
        return key.getBytes(UTF_8);
    }

    private static InsightRecord record(Insight insight, LoginBatch batch) {
        String name = batch.name();
        long events = batch.events();
        int rejected = batch.rejected();
        return switch (insight) {
            case Insight.PeakHour peak ->
                new InsightRecord.PeakHour(peak.hour(), peak.logins(), Scope.RUNNING, name, events, rejected);
            case Insight.LoginsPerRegion logins ->
                new InsightRecord.LoginsPerRegion(logins.region(), logins.count(), Scope.BATCH, name, events, rejected);
            case Insight.DeviceUsage usage ->
                new InsightRecord.DeviceUsage(
                        usage.deviceType(), usage.percentage(), usage.count(), Scope.BATCH, name, events, rejected);
        };
    }
}
