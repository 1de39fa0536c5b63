package io.kafkafetch.application.position.rezoning;

import io.kafkafetch.application.audit.evidence.Manifest;
import io.kafkafetch.application.position.rezoning.Recount.From;
import io.kafkafetch.application.position.rezoning.Recount.Since;
import io.kafkafetch.domain.insight.HourCounts;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds the manifests of a partition up in another zone, in their order: the last ones that follow each other without a login
 * missing in between, as far as each of them can be moved. Not thread-safe.
 */
final class TallyHours {

    private final ZoneId zone;
    private final ZoneChange change;
    private @Nullable Span span;

    /** @param zone that the hours were counted in */
    TallyHours(ZoneId zone, ZoneChange change) {
        this.zone = zone.normalized();
        this.change = change;
    }

    /**
     * Manifests that follow each other.
     *
     * @param before logins before them
     * @param here their hours as they say
     * @param there their hours in the other zone
     * @param last offset of their last record
     */
    private record Span(long before, Since since, String life, HourCounts here, HourCounts there, long last) {

        private boolean precedes(Manifest manifest) {
            return before + here.total() == manifest.before() && life.equals(manifest.life());
        }
    }

    void add(Manifest manifest) {
        Span from = span != null && span.precedes(manifest)
                ? span
                : new Span(
                        manifest.before(),
                        new Since(manifest.firstOffset(), manifest.published()),
                        manifest.life(),
                        HourCounts.EMPTY,
                        HourCounts.EMPTY,
                        -1);
        Optional<HourCounts> moved = manifest.tally()
                .filter(tally -> manifest.clock().zone().normalized().equals(zone))
                .flatMap(tally -> change.of(tally.timeline()));
        span = moved.map(there -> new Span(
                        from.before(),
                        from.since(),
                        from.life(),
                        from.here().plus(manifest.hours().orElseThrow()),
                        from.there().plus(there),
                        manifest.lastOffset()))
                .orElse(null);
    }

    /** What was counted, if it is what these hours of this position count, or the last part of that. */
    Optional<Recount> within(HourCounts hours, long position, String life) {
        Span found = span;
        if (found == null
                || found.last() >= position
                || found.before() + found.here().total() != hours.total()
                || !(found.life().isEmpty() || life.isEmpty() || found.life().equals(life))) {
            return Optional.empty();
        }
        boolean isWhole = found.here().equals(hours);
        return isWhole || PartitionRezoning.isPart(found.here(), hours)
                ? Optional.of(new Recount(
                        found.there(), From.TALLIES, isWhole ? Optional.empty() : Optional.of(found.since())))
                : Optional.empty();
    }
}
