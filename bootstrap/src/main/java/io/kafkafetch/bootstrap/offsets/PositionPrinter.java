package io.kafkafetch.bootstrap.offsets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kafkafetch.adapters.console.position.PositionTable;
import io.kafkafetch.adapters.console.text.DisplayText;
import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.adapters.kafka.repositioning.GroupState;
import io.kafkafetch.application.position.Committed;
import io.kafkafetch.application.position.PartitionState;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Where a group stands, as lines. */
final class PositionPrinter {

    private static final JsonMapper JSON = new JsonMapper();

    private PositionPrinter() {}

    /**
     * For people.
     *
     * @param zone that hours are counted in now
     */
    static List<String> table(GroupState state, String group, String zone, Terminal terminal) {
        List<String> lines = new ArrayList<>(PositionTable.lines(state.partitions(), state::owner, terminal));
        lines.add("");
        lines.add(DisplayText.oneLine("group " + group + ": " + members(state)));
        lines.add("topic id " + (state.topic().isKnown() ? state.topic().id() : "not known to the cluster")
                + ", hours in " + zones(state, zone));
        Words.notes(state.partitions(), zone)
                .forEach(note -> lines.addAll(Words.wrapped("note: " + note, terminal.width())));
        return lines;
    }

    private static String members(GroupState state) {
        return switch (state.members().size()) {
            case 0 -> "no members";
            case 1 -> "1 member";
            default -> state.members().size() + " members";
        };
    }

    private static String zones(GroupState state, String zone) {
        String zones = state.partitions().stream()
                .flatMap(partition -> partition.committed().stream())
                .filter(there -> there.hours().isPresent())
                .map(Committed::zone)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return zones.isEmpty() ? zone : zones;
    }

    /** For programs: {@code docs/schema/offsets-line.schema.json}. */
    static List<String> jsonLines(GroupState state) {
        return state.partitions().stream()
                .map(partition -> line(state, partition))
                .toList();
    }

    private static String line(GroupState state, PartitionState partition) {
        ObjectNode line = JSON.createObjectNode()
                .put("partition", partition.partition().toString())
                .put("standing", partition.condition().text());
        partition
                .committed()
                .ifPresentOrElse(there -> line.put("position", there.position()), () -> line.putNull("position"));
        line.put("beginning", partition.beginning()).put("end", partition.end()).put("lag", partition.lag());
        hours(line, partition);
        text(line, "owner", state.owner(partition.partition()).orElse(""));
        text(line, "topic_id", partition.committed().map(Committed::life).orElse(""));
        text(line, "topic_id_now", partition.life());
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) { // a tree of texts and numbers can be written
            throw new UncheckedIOException(e);
        }
    }

    private static void hours(ObjectNode line, PartitionState partition) {
        partition
                .committed()
                .flatMap(Committed::hours)
                .ifPresentOrElse(
                        hours -> {
                            line.put("logins", hours.total());
                            ArrayNode counts = line.putArray("hours");
                            hours.stream().forEach(counts::add);
                        },
                        () -> line.putNull("logins").putNull("hours"));
        text(line, "zone", partition.committed().map(Committed::zone).orElse(""));
    }

    private static void text(ObjectNode line, String name, String text) {
        if (text.isEmpty()) {
            line.putNull(name);
        } else {
            line.put(name, text);
        }
    }
}
