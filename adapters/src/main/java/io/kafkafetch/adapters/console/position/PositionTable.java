package io.kafkafetch.adapters.console.position;

import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.application.position.Committed;
import io.kafkafetch.application.position.PartitionState;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Turns where a group stands into a table, a row a partition and one for their sum. Pure. */
public final class PositionTable {

    private static final String NONE = "-";

    private PositionTable() {}

    /**
     * The lines for a terminal such as this.
     *
     * @param owners who reads a partition
     */
    public static List<String> lines(
            List<PartitionState> partitions, Function<Partition, Optional<String>> owners, Terminal terminal) {
        List<List<String>> rows = new ArrayList<>();
        for (PartitionState state : partitions) {
            rows.add(List.of(
                    state.partition().toString(),
                    state.committed()
                            .map(there -> Grid.number(there.position()))
                            .orElse(NONE),
                    Grid.number(state.end()),
                    Grid.number(state.lag()),
                    state.committed()
                            .flatMap(Committed::hours)
                            .map(HourCounts::total)
                            .map(Grid::number)
                            .orElse(NONE),
                    owners.apply(state.partition()).orElse(NONE)));
        }
        if (partitions.size() > 1) {
            rows.add(List.of(
                    "all",
                    "",
                    "",
                    Grid.number(
                            partitions.stream().mapToLong(PartitionState::lag).sum()),
                    Grid.number(partitions.stream()
                            .flatMap(state -> state.committed().stream())
                            .mapToLong(Committed::logins)
                            .sum()),
                    ""));
        }
        return new Grid(List.of("partition", "position", "end", "lag", "logins", "owner"), true).lines(rows, terminal);
    }
}
