package io.kafkafetch.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The measurements of several rounds, by name, in the order the names came in. */
final class Results {

    private final Map<String, List<Measurement>> byName = new LinkedHashMap<>();

    void add(String name, Measurement measurement) {
        byName.computeIfAbsent(name, first -> new ArrayList<>()).add(measurement);
    }

    /** A row for each name, what it is measured by being the first name. */
    Table table(String what, String byFirst) {
        Table table = new Table(
                what, "k logins/s", byFirst, "CPU s/M", "broker CPU s/M", "peak RSS MB", "B/login", "full GCs");
        double first = byName.values().stream()
                .findFirst()
                .map(runs -> Table.median(runs, Measurement::loginsPerSecond))
                .orElse(Double.NaN);
        byName.forEach((name, runs) -> table.row(
                name,
                median(runs, run -> run.loginsPerSecond() / 1e3, 0),
                median(runs, run -> run.loginsPerSecond() / first, 3),
                median(runs, Measurement::cpuSecondsPerMillion, 2),
                median(runs, Measurement::brokerCpuSecondsPerMillion, 2),
                median(runs, run -> run.peakResidentBytes() / 1e6, 0),
                median(runs, Measurement::bytesPerLogin, 0),
                median(runs, Measurement::fullCollections, 0)));
        return table;
    }

    private static String median(List<Measurement> runs, ToDoubleFunction<Measurement> figure, int digits) {
        return Table.number(Table.median(runs, figure), digits);
    }
}
