package io.kafkafetch.adapters.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.kafkafetch.application.LoginBatch;
import io.kafkafetch.domain.Insight;
import io.kafkafetch.domain.Percentage;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;

/**
 * A published insight: an {@link io.kafkafetch.domain.Insight} and the batch it came from, in the form of the wire. The
 * order of the components is the order of the fields, and their names are its names; neither ever changes.
 */
@Serdeable
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "metric")
@JsonSubTypes({
    @JsonSubTypes.Type(value = InsightRecord.PeakHour.class, name = InsightRecord.PEAK_HOUR),
    @JsonSubTypes.Type(value = InsightRecord.LoginsPerRegion.class, name = InsightRecord.LOGINS_PER_REGION),
    @JsonSubTypes.Type(value = InsightRecord.DeviceUsage.class, name = InsightRecord.DEVICE_USAGE),
    @JsonSubTypes.Type(value = InsightRecord.AppVersionUsage.class, name = InsightRecord.APP_VERSION_USAGE)
})
public sealed interface InsightRecord {

    /** Wire name of {@link PeakHour}. */
    String PEAK_HOUR = "peak_hour";
    /** Wire name of {@link LoginsPerRegion}. */
    String LOGINS_PER_REGION = "logins_per_region";
    /** Wire name of {@link DeviceUsage}. */
    String DEVICE_USAGE = "device_usage";
    /** Wire name of {@link AppVersionUsage}. */
    String APP_VERSION_USAGE = "app_version_usage";

    /** What an insight is about. */
    @Serdeable
    enum Scope {
        /** All logins since the beginning. */
        @JsonProperty("running")
        RUNNING,
        /** The logins of one batch. */
        @JsonProperty("batch")
        BATCH
    }

    /** The published form of an insight that this batch brought forth. */
    static InsightRecord of(Insight insight, LoginBatch batch) {
        String name = batch.name();
        long events = batch.events();
        long rejected = batch.rejected();
        return switch (insight) {
            case Insight.PeakHour peak ->
                new PeakHour(peak.hour(), peak.logins(), Scope.RUNNING, name, events, rejected);
            case Insight.LoginsPerRegion logins ->
                new LoginsPerRegion(logins.region(), logins.count(), Scope.BATCH, name, events, rejected);
            case Insight.DeviceUsage usage ->
                new DeviceUsage(
                        usage.deviceType(), usage.percentage(), usage.count(), Scope.BATCH, name, events, rejected);
            case Insight.AppVersionUsage usage ->
                new AppVersionUsage(
                        usage.appVersion(), usage.percentage(), usage.count(), Scope.BATCH, name, events, rejected);
        };
    }

    /** What the insight is about. */
    Scope scope();

    /** Name of the batch that brought it forth, e.g. {@code user-login-0@100-149}. */
    String batch();

    /** Logins accepted in that batch, at least 1. */
    long events();

    /** Records rejected in that batch, from 0. */
    long rejected();

    /**
     * The hour of the day with the most logins of all time.
     *
     * @param hour 0 to 23
     * @param logins logins at that hour, at least 1
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record PeakHour(
            @JsonProperty(required = true) int hour,
            @JsonProperty(required = true) long logins,
            @JsonProperty(required = true) Scope scope,
            @JsonProperty(required = true) String batch,
            @JsonProperty(required = true) long events,
            @JsonProperty(required = true) long rejected)
            implements InsightRecord {}

    /**
     * Logins of one region.
     *
     * @param count at least 1
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record LoginsPerRegion(
            @JsonProperty(required = true) String region,
            @JsonProperty(required = true) long count,
            @JsonProperty(required = true) Scope scope,
            @JsonProperty(required = true) String batch,
            @JsonProperty(required = true) long events,
            @JsonProperty(required = true) long rejected)
            implements InsightRecord {}

    /**
     * The share of one device type.
     *
     * @param percentage 0 to 100, with at least one digit behind the point
     * @param count at least 1
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record DeviceUsage(
            @JsonProperty(value = "device_type", required = true)
            String deviceType,

            @JsonProperty(required = true) BigDecimal percentage,
            @JsonProperty(required = true) long count,
            @JsonProperty(required = true) Scope scope,
            @JsonProperty(required = true) String batch,
            @JsonProperty(required = true) long events,
            @JsonProperty(required = true) long rejected)
            implements InsightRecord {

        public DeviceUsage {
            percentage = Percentage.withOneDigitBehindThePoint(percentage);
        }
    }

    /**
     * The share of one version of the app.
     *
     * @param percentage 0 to 100, with at least one digit behind the point
     * @param count at least 1
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record AppVersionUsage(
            @JsonProperty(value = "app_version", required = true)
            String appVersion,

            @JsonProperty(required = true) BigDecimal percentage,
            @JsonProperty(required = true) long count,
            @JsonProperty(required = true) Scope scope,
            @JsonProperty(required = true) String batch,
            @JsonProperty(required = true) long events,
            @JsonProperty(required = true) long rejected)
            implements InsightRecord {

        public AppVersionUsage {
            percentage = Percentage.withOneDigitBehindThePoint(percentage);
        }
    }
}
