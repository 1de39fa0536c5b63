package io.kafkafetch.bootstrap.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.published.PublishedInsight;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.LoginCounter;
import io.kafkafetch.domain.insight.Metric;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.Validation;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Read = accepted + rejected; each batch's names add up to its events, in each metric; the running peak hour is that
 * of all logins before the batch's end, counted again from the feed. For services that count in UTC.
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
        Map<Metric.Ranked, Long> logins = new EnumMap<>(Metric.Ranked.class);
        for (PublishedInsight insight : batch.insights()) {
            switch (insight.insight()) {
                case Insight.Ranked ranked -> logins.merge(ranked.metric(), ranked.count(), Long::sum);
                case Insight.PeakHour peak ->
                    assertThat(peak)
                            .as("running peak hour at the end of a batch")
                            .isEqualTo(running.peak().orElseThrow());
            }
        }
        for (Metric.Ranked metric : Metric.Ranked.values()) {
            assertThat(logins.getOrDefault(metric, 0L))
                    .as("%s of all names", metric)
                    .isEqualTo(batch.events());
        }
    }
}
