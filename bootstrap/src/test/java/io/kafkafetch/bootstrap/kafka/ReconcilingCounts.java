package io.kafkafetch.bootstrap.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.json.InsightRecord;
import io.kafkafetch.domain.HourCounts;
import io.kafkafetch.domain.HourOfDay;
import io.kafkafetch.domain.LoginCounter;
import io.kafkafetch.domain.LoginEvent;
import io.kafkafetch.domain.Validation;
import java.util.List;

/**
 * Read = accepted + rejected; each batch's regions, devices and app versions add up to its events; the running peak hour is the one
 * of all logins before the batch's end, counted anew from the feed. For services that count in UTC.
 */
final class ReconcilingCounts implements Guarantee {

    @Override
    public void check(Feed feed, Published published) {
        assertThat(published.events()).as("accepted").isEqualTo(feed.accepted());
        assertThat(published.deadLetters()).as("rejected").hasSize((int) feed.rejected());
        feed.verdicts().forEach((partition, records) -> {
            LoginCounter counter = new LoginCounter(HourOfDay.UTC);
            int counted = 0;
            for (Published.Batch batch : published.batches(partition)) {
                count(counter, records.subList(counted, (int) batch.last() + 1));
                counted = (int) batch.last() + 1;
                check(batch, counter.tally().hours());
            }
        });
    }

    private static void count(LoginCounter counter, List<Validation> records) {
        for (Validation verdict : records) {
            if (verdict instanceof LoginEvent login) {
                counter.count(login);
            }
        }
    }

    private static void check(Published.Batch batch, HourCounts running) {
        long regions = 0;
        long devices = 0;
        long appVersions = 0;
        for (InsightRecord insight : batch.insights()) {
            switch (insight) {
                case InsightRecord.LoginsPerRegion region -> regions += region.count();
                case InsightRecord.DeviceUsage device -> devices += device.count();
                case InsightRecord.AppVersionUsage version -> appVersions += version.count();
                case InsightRecord.PeakHour peak ->
                    assertThat(new HourCounts.Peak(peak.hour(), peak.logins()))
                            .as("running peak hour at the end of a batch")
                            .isEqualTo(running.peak().orElseThrow());
            }
        }
        assertThat(regions).as("logins of all regions").isEqualTo(batch.events());
        assertThat(devices).as("logins of all devices").isEqualTo(batch.events());
        assertThat(appVersions).as("logins of all app versions").isEqualTo(batch.events());
    }
}
