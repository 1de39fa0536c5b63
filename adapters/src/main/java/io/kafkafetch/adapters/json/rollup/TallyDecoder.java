package io.kafkafetch.adapters.json.rollup;

import io.kafkafetch.adapters.json.StrictJson;
import io.kafkafetch.adapters.json.StrictJson.Members;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.rollup.Tally;
import io.kafkafetch.application.rollup.Tally.Counted;
import io.kafkafetch.domain.rollup.Timeline;
import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.rollup.WindowTally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads tallies back, and joins the parts of large ones: those of one partition come in their order, those of others in
 * between. Not thread-safe.
 */
public final class TallyDecoder {

    private final Rules rules;
    private final Map<Partition, Parts> open = new HashMap<>();

    /** @param rules that tallies must have been counted by; those of another group are passed over */
    public TallyDecoder(Rules rules) {
        this.rules = rules;
    }

    /** A tally whose last part has not come. */
    private record Parts(List<Counted> batches, SortedMap<Window, WindowTally> windows, WindowTally older, long next) {}

    /** A tally cannot be added to the totals of these rules; the message says why. */
    public static final class OtherRulesException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OtherRulesException(String found, Rules rules) {
            super(found + ", and this service counts in ZONE=" + rules.zone() + " for GROUP_ID=" + rules.group()
                    + ": give it a GROUP_ID, TALLIES_TOPIC and ROLLUPS_TOPIC of its own");
        }
    }

    /**
     * Takes the next part.
     *
     * @return the tally if that was its last part; empty where there are more, or it is another group's
     * @throws IllegalArgumentException if this is no tally that this version knows
     * @throws OtherRulesException if it was counted by other rules
     */
    public Optional<Tally> decode(byte[] value) {
        return decode(StrictJson.readForeign(value));
    }

    /** The same of a part that is parsed already. */
    public Optional<Tally> decode(Members members) {
        if (!members.text("format").equals(TallyEncoder.FORMAT)) {
            throw new IllegalArgumentException("format is not " + TallyEncoder.FORMAT);
        }
        if (!members.text("group").equals(rules.group())) {
            return Optional.empty();
        }
        String zone = members.object("rules").text("zone");
        if (!rules.isInZone(zone)) {
            throw new OtherRulesException("the tallies were counted in ZONE=" + zone, rules);
        }
        Partition partition = new Partition(members.text("topic"), members.smallNumber("partition"));
        Parts before = before(members, partition);
        SortedMap<Window, WindowTally> windows = new TreeMap<>(before.windows());
        WindowTally older = before.older();
        for (Members window : members.objects("windows")) {
            Optional<Window> at = CountsJson.window(window);
            WindowTally tally = CountsJson.tally(window, Tally.DETAIL.names());
            if (at.isPresent()) {
                windows.put(at.get(), tally);
            } else {
                older = tally;
            }
        }
        List<Counted> batches = new ArrayList<>(before.batches());
        members.objects("batches").forEach(batch -> batches.add(batch(batch)));
        if (members.number("part") < members.number("parts")) {
            open.put(partition, new Parts(batches, windows, older, members.number("part") + 1));
            return Optional.empty();
        }
        Tally tally = new Tally(
                partition,
                members.text("topic_id"),
                batches,
                members.number("before"),
                new Timeline(rules.clock(), Tally.DETAIL, windows, older),
                members.counts("rejected"));
        if (skipped(members) != tally.skipped()) {
            throw new IllegalArgumentException("skipped is not the sum of its batches");
        }
        return Optional.of(tally);
    }

    /** Said only where there are any. */
    static long skipped(Members members) {
        return members.has(TallyEncoder.SKIPPED) ? members.number(TallyEncoder.SKIPPED) : 0;
    }

    private Parts before(Members members, Partition partition) {
        Parts parts = open.remove(partition);
        long part = members.number("part");
        if (part == 1) {
            return new Parts(List.of(), new TreeMap<>(), WindowTally.none(Tally.DETAIL.names()), 1);
        }
        if (parts == null || parts.next() != part) {
            throw new IllegalArgumentException("part is not the next one");
        }
        return parts;
    }

    /** Whether the last part of each tally has come. */
    public boolean isWhole() {
        return open.isEmpty();
    }

    static Counted batch(Members batch) {
        return new Counted(
                batch.number("first"),
                batch.number("last"),
                batch.number("events"),
                batch.number("rejected"),
                skipped(batch),
                Trigger.valueOf(batch.text("trigger").toUpperCase(Locale.ROOT).replace('-', '_')),
                batch.has("crc32")
                        ? OptionalLong.of(HexFormat.fromHexDigitsToLong(batch.text("crc32")))
                        : OptionalLong.empty());
    }
}
