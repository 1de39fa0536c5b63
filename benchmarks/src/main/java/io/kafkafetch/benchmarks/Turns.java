package io.kafkafetch.benchmarks;

import io.kafkafetch.benchmarks.Arena.Window;
import java.util.List;
import picocli.CommandLine.Option;

/** Runs contestants in turns, round by round: what else the machine does at an hour touches all of them alike. */
final class Turns {

    @Option(names = "--rounds", description = "Runs of each contestant (${DEFAULT-VALUE}).", defaultValue = "3")
    private int rounds;

    /** A contestant, what it reads, and when it is measured. */
    record Entry(Contestant contestant, String topic, Window window) {}

    /** Measures each of them once a round; reports a run as soon as it is over. */
    Results measure(Arena arena, List<Entry> entries) {
        Results results = new Results();
        for (int round = 1; round <= rounds; round++) {
            for (Entry entry : entries) {
                Measurement measurement = arena.measure(entry.contestant(), entry.topic(), entry.window());
                progress(round, entry.contestant().name(), measurement);
                results.add(entry.contestant().name(), measurement);
            }
        }
        return results;
    }

    private static void progress(int round, String name, Measurement measurement) {
        System.err.printf(
                "%d  %-40s %8s k/s  %6s CPU s/M  %6s broker  %5s MB  %6s B%n",
                round,
                name,
                Table.number(measurement.loginsPerSecond() / 1e3, 0),
                Table.number(measurement.cpuSecondsPerMillion(), 2),
                Table.number(measurement.brokerCpuSecondsPerMillion(), 2),
                Table.number(measurement.peakResidentBytes() / 1e6, 0),
                Table.number(measurement.bytesPerLogin(), 0));
    }
}
