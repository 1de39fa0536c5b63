package io.kafkafetch.adapters.report;

import io.kafkafetch.adapters.json.InsightRecord;
import io.kafkafetch.domain.Insight;

/** What insights there are. */
public enum Metric {
    PEAK_HOUR(InsightRecord.PEAK_HOUR),
    LOGINS_PER_REGION(InsightRecord.LOGINS_PER_REGION),
    DEVICE_USAGE(InsightRecord.DEVICE_USAGE),
    APP_VERSION_USAGE(InsightRecord.APP_VERSION_USAGE);

    private final String wireName;

    Metric(String wireName) {
        this.wireName = wireName;
    }

    /** Its name in a record, e.g. {@code peak_hour}. */
    public String wireName() {
        return wireName;
    }

    static Metric of(Insight insight) {
        return switch (insight) {
            case Insight.PeakHour peak -> PEAK_HOUR;
            case Insight.LoginsPerRegion logins -> LOGINS_PER_REGION;
            case Insight.DeviceUsage usage -> DEVICE_USAGE;
            case Insight.AppVersionUsage usage -> APP_VERSION_USAGE;
        };
    }
}
