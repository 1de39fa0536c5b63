package io.kafkafetch.adapters.json.rollup;

import io.kafkafetch.adapters.json.StrictJson;
import io.kafkafetch.adapters.json.StrictJson.Members;
import io.kafkafetch.adapters.json.rollup.TallyDecoder.OtherRulesException;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.rollup.Reach;
import io.kafkafetch.application.rollup.RollupListener;
import io.kafkafetch.application.rollup.Rollups;
import io.kafkafetch.application.rollup.Standing;
import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.rollup.WindowTotal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads totals back. Thread-safe.
 *
 * @param rules that they must have been counted by
 */
public record RollupDecoder(Rules rules) {

    /**
     * Reads a record and reports it.
     *
     * @param key the record's
     * @param value the record's; {@code null} where the window is not kept any more
     * @throws IllegalArgumentException if this is no total that this version knows
     * @throws OtherRulesException if it was counted by other rules
     */
    public void decode(String key, byte @Nullable [] value, RollupListener listener) {
        if (value == null) {
            window(key).ifPresent(window -> listener.window(window, Optional.empty()));
            return;
        }
        decode(StrictJson.readForeign(value), listener);
    }

    /** The same of a record that is parsed already. */
    public void decode(Members members, RollupListener listener) {
        if (!members.text("format").equals(RollupEncoder.FORMAT)) {
            throw new IllegalArgumentException("format is not " + RollupEncoder.FORMAT);
        }
        if (!rules.isInZone(members.text("zone"))) {
            throw new OtherRulesException("the rollups are of ZONE=" + members.text("zone"), rules);
        }
        boolean isAll = members.text("window").equals(RollupEncoder.ALL);
        WindowTotal total = new WindowTotal(
                CountsJson.tally(members, Rollups.DETAIL.names()),
                members.number("coarse"),
                isAll ? sum(members.counts("rejected")) : rejected(members));
        if (isAll) {
            if (!members.text("group").equals(rules.group())) {
                throw new OtherRulesException("the rollups are of GROUP_ID=" + members.text("group"), rules);
            }
            listener.all(standing(members), total);
        } else {
            Window window =
                    CountsJson.window(members).orElseThrow(() -> new IllegalArgumentException("window has no start"));
            listener.window(window, Optional.of(total));
        }
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(count -> count).sum();
    }

    /** Earlier versions did not say it of a window. */
    private static long rejected(Members members) {
        return members.has("rejected") ? members.number("rejected") : 0;
    }

    private static Optional<Window> window(String key) {
        int slash = key.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        return Optional.of(CountsJson.window(key.substring(0, slash), key.substring(slash + 1)));
    }

    private static Standing standing(Members members) {
        Map<Partition, Reach> reach = new HashMap<>();
        for (Members each : members.objects("as_of")) {
            reach.put(
                    new Partition(each.text("topic"), each.smallNumber("partition")),
                    new Reach(
                            each.text("topic_id"),
                            each.number("next_offset"),
                            each.number("logins"),
                            each.number("counted")));
        }
        Optional<Instant> since = members.has("since")
                ? Optional.of(CountsJson.instant("since", members.text("since")))
                : Optional.empty();
        return new Standing(
                since,
                reach,
                members.counts("rejected"),
                TallyDecoder.skipped(members),
                members.number("before"),
                members.number("replayed"),
                members.number("missing"));
    }
}
