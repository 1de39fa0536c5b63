package io.kafkafetch.bootstrap.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.rollup.Rollups;
import io.kafkafetch.application.rollup.Standing;
import io.kafkafetch.application.rollup.Tally;
import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.Validation;
import io.kafkafetch.domain.rollup.Resolution;
import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.rollup.WindowTally;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every batch is in exactly one tally, also one without a login, and all tallies add up to what plain Java counts in the
 * feed: in all, and in each day, hour and minute. For services that count in UTC.
 */
final class RolledUp implements Guarantee {

    @Override
    public void check(Feed feed, Published published) {
        feed.verdicts().forEach((partition, records) -> checkBatches(partition, records, published));
        Rollups rollups = new Rollups(HourOfDay.UTC);
        published.tallies().forEach(tally -> rollups.add(tally, Instant.now()));
        check(feed, rollups);
    }

    /** Each record is in one tallied batch, whose numbers are those of its records and of the published batch. */
    private static void checkBatches(int partition, List<Validation> records, Published published) {
        List<Tally.Counted> tallied = published.tallies().stream()
                .filter(tally -> tally.partition().number() == partition)
                .flatMap(tally -> tally.batches().stream())
                .toList();
        long next = 0;
        for (Tally.Counted batch : tallied) {
            assertThat(batch.firstOffset())
                    .as("first offset of a tallied batch")
                    .isGreaterThanOrEqualTo(next);
            List<Validation> ofBatch = records.subList((int) batch.firstOffset(), (int) batch.lastOffset() + 1);
            long accepted =
                    ofBatch.stream().filter(LoginEvent.class::isInstance).count();
            assertThat(batch.events()).as("events of %s", batch).isEqualTo(accepted);
            assertThat(batch.rejected()).as("rejected of %s", batch).isEqualTo(ofBatch.size() - accepted);
            next = batch.lastOffset() + 1;
        }
        assertThat(tallied.stream()
                        .filter(batch -> batch.events() > 0)
                        .map(batch -> List.of(batch.firstOffset(), batch.lastOffset()))
                        .toList())
                .as("tallied batches of partition %d", partition)
                .isEqualTo(published.batches(partition).stream()
                        .map(batch -> List.of(batch.first(), batch.last()))
                        .toList());
    }

    /** These rollups are those of the feed. */
    static void check(Feed feed, Rollups rollups) {
        Standing standing = rollups.standing();
        assertThat(standing.replayed()).as("replayed").isZero();
        assertThat(standing.missing()).as("missing").isZero();
        assertThat(standing.counted()).as("counted").isEqualTo(feed.accepted());
        assertThat(standing.rejected().values().stream()
                        .mapToLong(count -> count)
                        .sum())
                .as("rejected")
                .isEqualTo(feed.rejected());
        List<LoginEvent> logins = feed.verdicts().values().stream()
                .flatMap(List::stream)
                .filter(LoginEvent.class::isInstance)
                .map(LoginEvent.class::cast)
                .toList();
        check(rollups.all().tally(), logins);
        for (Resolution resolution : Resolution.values()) {
            checkWindows(resolution, logins, rollups);
        }
    }

    /** A window that longer windows took logins from is too small, and no other. */
    private static void checkWindows(Resolution resolution, List<LoginEvent> logins, Rollups rollups) {
        TreeMap<Instant, List<LoginEvent>> byStart = new TreeMap<>();
        logins.forEach(login -> byStart.computeIfAbsent(start(resolution, login), none -> new ArrayList<>())
                .add(login));
        byStart.forEach((start, ofWindow) -> {
            long coarse = coarseAround(resolution, start, rollups);
            Window window = new Window(resolution, start.getEpochSecond());
            if (coarse == 0) {
                check(rollups.of(window).orElseThrow().tally(), ofWindow);
            } else {
                long counted =
                        rollups.of(window).map(total -> total.tally().logins()).orElse(0L);
                assertThat(counted).as("logins of %s", window).isBetween(ofWindow.size() - coarse, (long)
                        ofWindow.size());
            }
        });
    }

    private static long coarseAround(Resolution resolution, Instant start, Rollups rollups) {
        long coarse = rollups.all().coarse();
        for (Resolution longer : Resolution.values()) {
            if (longer.compareTo(resolution) > 0) {
                Window around =
                        new Window(longer, start.truncatedTo(unit(longer)).getEpochSecond());
                coarse += rollups.of(around).map(total -> total.coarse()).orElse(0L);
            }
        }
        return coarse;
    }

    private static Instant start(Resolution resolution, LoginEvent login) {
        return Instant.ofEpochSecond(login.timestamp()).truncatedTo(unit(resolution));
    }

    private static ChronoUnit unit(Resolution resolution) {
        return switch (resolution) {
            case MINUTE -> ChronoUnit.MINUTES;
            case HOUR -> ChronoUnit.HOURS;
            case DAY -> ChronoUnit.DAYS;
        };
    }

    private static void check(WindowTally counted, List<LoginEvent> logins) {
        assertThat(counted.logins()).isEqualTo(logins.size());
        long[] hours = new long[24];
        logins.forEach(login -> hours[
                Instant.ofEpochSecond(login.timestamp()).atZone(ZoneOffset.UTC).getHour()]++);
        assertThat(counted.hours().stream().toArray()).isEqualTo(hours);
        for (Dimension dimension : Dimension.values()) {
            Map<String, Long> names = new TreeMap<>();
            logins.forEach(login -> names.merge(dimension.of(login), 1L, Long::sum));
            assertThat(counted.by(dimension).total()).isEqualTo(logins.size());
            assertThat(counted.by(dimension).kept().counts())
                    .as("names kept of %s", dimension)
                    .allSatisfy((name, count) -> assertThat(names).containsEntry(name, count));
            if (counted.by(dimension).others() == 0) {
                assertThat(counted.by(dimension).kept().counts()).isEqualTo(names);
            }
        }
    }
}
