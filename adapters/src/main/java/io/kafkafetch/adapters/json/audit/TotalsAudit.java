package io.kafkafetch.adapters.json.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.kafkafetch.adapters.json.StrictJson;
import io.kafkafetch.adapters.json.rollup.RollupDecoder;
import io.kafkafetch.adapters.json.rollup.RollupEncoder;
import io.kafkafetch.adapters.json.rollup.Rules;
import io.kafkafetch.adapters.json.rollup.TallyDecoder.OtherRulesException;
import io.kafkafetch.application.audit.evidence.Finding;
import io.kafkafetch.application.audit.evidence.FindingCode;
import io.kafkafetch.application.audit.run.TotalsCheck;
import io.kafkafetch.application.rollup.RollupListener;
import io.kafkafetch.application.rollup.Rollups;
import io.kafkafetch.application.rollup.Standing;
import io.kafkafetch.application.rollup.Tally;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.rollup.Resolution;
import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.rollup.WindowTotal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds tallies up again, as far as the published totals say they reach, and holds those against the sum. Totals whose first
 * tallies are not kept any more cannot be looked at. Not thread-safe.
 */
public final class TotalsAudit implements TotalsCheck {

    private final Map<String, byte[]> published;
    private final HourOfDay clock;
    private final RollupEncoder encoder;
    private final Rollups rollups;
    private final @Nullable Standing asOf;
    private boolean begun;
    private @Nullable String unknown;
    private @Nullable List<Finding> findings;

    /**
     * @param published the records of the totals by key, as of one moment
     * @param rules that they must have been counted by
     */
    public TotalsAudit(Map<String, byte[]> published, Rules rules) {
        this.published = Map.copyOf(published);
        this.asOf = standing(rules).orElse(null);
        this.clock = asOf == null ? rules.clock() : clock();
        this.encoder = new RollupEncoder(new Rules(rules.group(), clock, rules.missingDeviceType(), rules.users()));
        this.rollups = new Rollups(clock);
    }

    /** As the totals spell their zone, which may have several ids. */
    private HourOfDay clock() {
        return new HourOfDay(ZoneId.of(StrictJson.read(requireNonNull(published.get(RollupEncoder.ALL)))
                .text("zone")));
    }

    private Optional<Standing> standing(Rules rules) {
        byte[] all = published.get(RollupEncoder.ALL);
        if (all == null) {
            unknown = "there are none";
            return Optional.empty();
        }
        Map<String, Standing> found = new HashMap<>();
        try {
            new RollupDecoder(rules).decode(RollupEncoder.ALL, all, new RollupListener() {
                @Override
                public void window(Window window, Optional<WindowTotal> total) {}

                @Override
                public void all(Standing standing, WindowTotal total) {
                    found.put(RollupEncoder.ALL, standing);
                }
            });
        } catch (OtherRulesException | IllegalArgumentException others) {
            unknown = "they are of other rules, or none that can be read";
        }
        return Optional.ofNullable(found.get(RollupEncoder.ALL));
    }

    @Override
    public void add(Optional<Tally> tally, Instant when) {
        if (asOf == null || unknown != null || isDone()) {
            return;
        }
        if (tally.isEmpty() || !tally.get().timeline().clock().equals(clock)) {
            unknown = "a tally of other rules, or one that contradicts itself, is in them";
            return;
        }
        if (!begun && !asOf.since().equals(Optional.of(when))) {
            unknown = "the first of the tallies in them are not kept any more";
            return;
        }
        begun = true;
        rollups.add(tally.get(), when);
        if (rollups.standing().reach().equals(asOf.reach())) {
            findings = compare();
        }
    }

    private boolean isDone() {
        return findings != null && findings.isEmpty();
    }

    @Override
    public List<Finding> finish() {
        if (unknown == null && findings == null) {
            findings = List.of(
                    new Finding(FindingCode.ROLLUP_DIFFERS, RollupEncoder.ALL, "as_of of the tallies", "another"));
        }
        return findings == null || unknown != null ? List.of() : findings;
    }

    @Override
    public Optional<String> unknown() {
        return Optional.ofNullable(unknown);
    }

    private List<Finding> compare() {
        List<Finding> different = new ArrayList<>();
        Map<String, byte[]> rest = new HashMap<>(published);
        compare(RollupEncoder.ALL, encoder.value(rollups), rest, different);
        for (Resolution resolution : Resolution.values()) {
            rollups.of(resolution).forEach((start, total) -> {
                Window window = new Window(resolution, start);
                compare(new String(RollupEncoder.key(window), UTF_8), encoder.value(window, total), rest, different);
            });
        }
        rest.keySet()
                .forEach(key -> different.add(new Finding(FindingCode.ROLLUP_DIFFERS, key, "no window", "a window")));
        return different;
    }

    private static void compare(String key, byte[] expected, Map<String, byte[]> rest, List<Finding> different) {
        byte[] there = rest.remove(key);
        if (there == null) {
            different.add(new Finding(FindingCode.ROLLUP_DIFFERS, key, "a window", "none"));
        } else {
            JsonDifference.of(expected, there)
                    .ifPresent(difference -> different.add(difference.finding(FindingCode.ROLLUP_DIFFERS, key, "")));
        }
    }
}
