package io.kafkafetch.adapters.json.rollup;

import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.domain.insight.ChosenMetrics;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.users.UserKey;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * What logins are counted by, beside their content. Tallies of other rules do not go into the same totals.
 *
 * @param group the consumer group, or another name of the pipeline, whose tallies these are
 * @param clock that hours and days are read from
 * @param format by which records are read
 * @param users the key that users are hashed with; empty where they are not asked for
 * @param insights which metrics are published beside the tally, for audits: no count depends on it
 */
public record Rules(
        String group, HourOfDay clock, LoginFormat format, Optional<UserKey> users, ChosenMetrics insights) {

    /** Rules of a service that publishes all metrics. */
    public Rules(String group, HourOfDay clock, LoginFormat format, Optional<UserKey> users) {
        this(group, clock, format, users, ChosenMetrics.ALL);
    }

    /** Rules for plain logins. */
    public Rules(String group, HourOfDay clock, MissingDeviceType missingDeviceType, Optional<UserKey> users) {
        this(group, clock, LoginFormat.plain(missingDeviceType), users);
    }

    /** Rules for plain logins that ask for no users. */
    public Rules(String group, HourOfDay clock, MissingDeviceType missingDeviceType) {
        this(group, clock, missingDeviceType, Optional.empty());
    }

    /** The zone's id, e.g. {@code Europe/Berlin}. */
    String zone() {
        return clock.zone().getId();
    }

    /** Whether hours and days are cut alike there: a zone may have several ids. */
    boolean isInZone(String id) {
        try {
            return ZoneId.of(id).normalized().equals(clock.zone().normalized());
        } catch (DateTimeException unknown) {
            return false;
        }
    }

    /** What becomes of a login without a device type. */
    public MissingDeviceType missingDeviceType() {
        return format.missingDeviceType();
    }

    /** What records are read by, see {@link LoginFormat#id}; empty for plain logins. */
    public String formatId() {
        return format.id();
    }

    /** The policy as its setting spells it, e.g. {@code dead-letter}. */
    String policy() {
        return missingDeviceType().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
