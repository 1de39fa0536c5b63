package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.json.InsightDecoder;
import io.kafkafetch.adapters.json.InsightRecord;
import io.micronaut.serde.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was counted in all.
 *
 * @param accepted logins
 * @param regions logins per region
 * @param devices logins per device type
 * @param appVersions logins per version of the app
 * @param rejected records per code, one with several codes counting for each
 */
record SameTotals(
        long accepted,
        Map<String, Long> regions,
        Map<String, Long> devices,
        Map<String, Long> appVersions,
        Map<String, Long> rejected) {

    /**
     * The totals of what a sink holds.
     *
     * @param insights as JSON
     * @param rejectedCodes of each dead letter
     */
    static SameTotals of(List<String> insights, List<List<String>> rejectedCodes) {
        InsightDecoder decoder = new InsightDecoder(ObjectMapper.getDefault());
        long accepted = 0;
        Map<String, Long> regions = new TreeMap<>();
        Map<String, Long> devices = new TreeMap<>();
        Map<String, Long> appVersions = new TreeMap<>();
        for (String insight : insights) {
            switch (decoder.decode(insight.getBytes(UTF_8)).orElseThrow()) {
                case InsightRecord.PeakHour peak -> accepted += peak.events();
                case InsightRecord.LoginsPerRegion region -> regions.merge(region.region(), region.count(), Long::sum);
                case InsightRecord.DeviceUsage device -> devices.merge(device.deviceType(), device.count(), Long::sum);
                case InsightRecord.AppVersionUsage version ->
                    appVersions.merge(version.appVersion(), version.count(), Long::sum);
            }
        }
        Map<String, Long> rejected = new TreeMap<>();
        rejectedCodes.forEach(codes -> codes.stream().distinct().forEach(code -> rejected.merge(code, 1L, Long::sum)));
        return new SameTotals(accepted, regions, devices, appVersions, rejected);
    }
}
