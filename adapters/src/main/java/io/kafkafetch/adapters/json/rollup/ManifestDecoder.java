package io.kafkafetch.adapters.json.rollup;

import io.kafkafetch.adapters.json.StrictJson;
import io.kafkafetch.adapters.json.StrictJson.Members;
import io.kafkafetch.adapters.json.rollup.TallyDecoder.OtherRulesException;
import io.kafkafetch.application.audit.evidence.Manifest;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.rollup.Tally;
import io.kafkafetch.application.rollup.Tally.Counted;
import io.kafkafetch.domain.insight.ChosenMetrics;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what tallies claim, also those of other rules and those that contradict themselves, and joins the parts of large
 * ones. Not thread-safe.
 */
public final class ManifestDecoder {

    private final String group;
    private final Map<Partition, List<Part>> open = new HashMap<>();
    private final Map<String, HourOfDay> clocks = new HashMap<>();

    /** @param group whose tallies are read; those of others are passed over */
    public ManifestDecoder(String group) {
        this.group = group;
    }

    /** A part of a tally: as it was read, and what is in it. */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way through; never compared
    private record Part(byte[] value, Members members) {}

    /**
     * Takes the next record.
     *
     * @return what it claims if that was its last part; empty where there are more, or it is another group's
     * @throws IllegalArgumentException if this is no tally that this version knows
     */
    public Optional<Manifest> decode(byte[] value, Instant published) {
        Members members = StrictJson.readForeign(value);
        if (!members.text("format").equals(TallyEncoder.FORMAT)) {
            throw new IllegalArgumentException("format is not " + TallyEncoder.FORMAT);
        }
        if (!members.text("group").equals(group)) {
            return Optional.empty();
        }
        Partition partition = new Partition(members.text("topic"), members.smallNumber("partition"));
        List<Part> parts = Optional.ofNullable(open.remove(partition)).orElseGet(ArrayList::new);
        if (members.number("part") != parts.size() + 1) {
            throw new IllegalArgumentException("part is not the next one");
        }
        parts.add(new Part(value, members));
        if (parts.size() < members.number("parts")) {
            open.put(partition, parts);
            return Optional.empty();
        }
        return Optional.of(manifest(partition, parts, published));
    }

    private Manifest manifest(Partition partition, List<Part> parts, Instant published) {
        Members first = parts.getFirst().members();
        Members rules = first.object("rules");
        HourOfDay clock = clock(rules.text("zone"));
        MissingDeviceType policy = policy(rules.text("missing_device_type"));
        List<Counted> batches = parts.stream()
                .flatMap(part -> part.members().objects("batches").stream())
                .map(TallyDecoder::batch)
                .toList();
        return new Manifest(
                partition,
                first.text("topic_id"),
                batches,
                first.number("before"),
                clock,
                policy,
                rules.has("mapping") ? rules.text("mapping") : "",
                rules.has(TallyEncoder.INSIGHTS) ? insights(rules.text(TallyEncoder.INSIGHTS)) : ChosenMetrics.ALL,
                published,
                tally(new Rules(group, clock, policy), parts),
                parts.stream().map(Part::value).toList());
    }

    private static Optional<Tally> tally(Rules rules, List<Part> parts) {
        TallyDecoder decoder = new TallyDecoder(rules);
        Optional<Tally> tally = Optional.empty();
        try {
            for (Part part : parts) {
                tally = decoder.decode(part.members());
            }
        } catch (IllegalArgumentException | OtherRulesException contradicts) {
            return Optional.empty();
        }
        return tally;
    }

    private HourOfDay clock(String zone) {
        try {
            return clocks.computeIfAbsent(zone, id -> new HourOfDay(ZoneId.of(id)));
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("zone is none that is known here", unknown);
        }
    }

    private static ChosenMetrics insights(String text) {
        return ChosenMetrics.of(text)
                .orElseThrow(() -> new IllegalArgumentException("insights are none that are known here"));
    }

    private static MissingDeviceType policy(String text) {
        return MissingDeviceType.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
