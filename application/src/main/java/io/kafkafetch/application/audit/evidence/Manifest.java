package io.kafkafetch.application.audit.evidence;

import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.rollup.Tally;
import io.kafkafetch.application.rollup.Tally.Counted;
import io.kafkafetch.domain.insight.ChosenMetrics;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a published tally claims: the batches that one commit made of one partition, and by which rules. Unlike a
 * {@link Tally} its numbers may contradict each other.
 *
 * @param life tells apart the lives of a stream whose offsets begin again; may be empty
 * @param batches in order, at least one
 * @param before logins of the partition before the first of these batches
 * @param clock that hours were read from
 * @param policy what became of a login without a device type
 * @param mapping name and version of the mapping that events were read by; empty for plain logins
 * @param insights which metrics were published of its batches
 * @param published when
 * @param tally the same as a tally; empty where its numbers contradict each other
 * @param written its records as they were read
 */
public record Manifest(
        Partition partition,
        String life,
        List<Counted> batches,
        long before,
        HourOfDay clock,
        MissingDeviceType policy,
        String mapping,
        ChosenMetrics insights,
        Instant published,
        Optional<Tally> tally,
        List<byte[]> written) {

    public Manifest {
        batches = List.copyOf(batches);
        written = List.copyOf(written);
        if (batches.isEmpty()) {
            throw new IllegalArgumentException("a manifest without a batch");
        }
    }

    /** Offset of the first record. */
    public long firstOffset() {
        return batches.getFirst().firstOffset();
    }

    /** Offset of the last record. */
    public long lastOffset() {
        return batches.getLast().lastOffset();
    }

    /** How many logins it claims. */
    public long logins() {
        return batches.stream().mapToLong(Counted::events).sum();
    }

    /** The hours of these logins, as it claims; empty where it contradicts itself. */
    public Optional<HourCounts> hours() {
        return tally.map(whole -> whole.timeline().total().hours());
    }

    /** The name of one of its batches. */
    public String name(Counted batch) {
        return partition + "@" + batch.firstOffset() + "-" + batch.lastOffset();
    }

    /** The name that all of it would have as one batch. */
    public String name() {
        return partition + "@" + firstOffset() + "-" + lastOffset();
    }

    /** The rules it was counted by, for people and to be compared. What was published of it is none of them. */
    public String rules() {
        return rules(clock, policy, mapping);
    }

    /** These rules, for people and to be compared: a zone may have several ids. */
    public static String rules(HourOfDay clock, MissingDeviceType policy, String mapping) {
        ZoneId zone = clock.zone().normalized();
        return "ZONE=" + (zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId()) + " MISSING_DEVICE_TYPE="
                + policy.name().toLowerCase(Locale.ROOT).replace('_', '-')
                + (mapping.isEmpty() ? "" : " LOGIN_MAPPING=" + mapping);
    }
}
