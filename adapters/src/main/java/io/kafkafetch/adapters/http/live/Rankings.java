package io.kafkafetch.adapters.http.live;

import io.kafkafetch.domain.Frequencies;
import io.kafkafetch.domain.Percentage;
import java.math.BigDecimal;

/** Counts by name as documents have them: the greatest, with their shares of all. */
final class Rankings {

    private static final int REGIONS = 100;
    private static final int DEVICES = 20;
    private static final int APP_VERSIONS = 20;

    private Rankings() {}

    static InsightsDocument.Regions regions(NameCounts counts) {
        return new InsightsDocument.Regions(
                counts.total(),
                counts.names(),
                counts.top(REGIONS)
                        .map(entry -> new InsightsDocument.Region(entry.name(), entry.count(), share(entry, counts)))
                        .toList());
    }

    static InsightsDocument.Devices devices(NameCounts counts) {
        return new InsightsDocument.Devices(
                counts.total(),
                counts.names(),
                counts.top(DEVICES)
                        .map(entry -> new InsightsDocument.Device(entry.name(), entry.count(), share(entry, counts)))
                        .toList());
    }

    static InsightsDocument.AppVersions appVersions(NameCounts counts) {
        return new InsightsDocument.AppVersions(
                counts.total(),
                counts.names(),
                counts.top(APP_VERSIONS)
                        .map(entry ->
                                new InsightsDocument.AppVersion(entry.name(), entry.count(), share(entry, counts)))
                        .toList());
    }

    private static BigDecimal share(Frequencies.Entry entry, NameCounts counts) {
        return Percentage.of(entry.count(), counts.total());
    }
}
