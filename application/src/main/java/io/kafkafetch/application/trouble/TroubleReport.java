package io.kafkafetch.application.trouble;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * One cause and all the places it shows at: one trouble for people.
 *
 * @param fault of the places where it is worst that where it began first
 * @param places in alphabetical order, at least one
 * @param since when it began at the first of them
 */
public record TroubleReport(Fault fault, List<String> places, Instant since) {

    public TroubleReport {
        places = List.copyOf(places);
        if (places.isEmpty()) {
            throw new IllegalArgumentException("a trouble is somewhere");
        }
    }

    /** These troubles by their causes, what keeps the service from its work first, then the oldest. */
    public static List<TroubleReport> of(Collection<Trouble> troubles) {
        List<List<Trouble>> causes = new ArrayList<>();
        troubles.stream()
                .sorted(Comparator.comparing(Trouble::since))
                .forEach(trouble -> causes.stream()
                        .filter(cause -> cause.getFirst().fault().isLike(trouble.fault()))
                        .findFirst()
                        .ifPresentOrElse(
                                cause -> cause.add(trouble), () -> causes.add(new ArrayList<>(List.of(trouble)))));
        return causes.stream()
                .map(TroubleReport::ofOneCause)
                .sorted(Comparator.comparing(report -> report.fault().severity()))
                .toList();
    }

    /** @param troubles the oldest first */
    private static TroubleReport ofOneCause(List<Trouble> troubles) {
        Trouble first = troubles.getFirst();
        Fault worst = troubles.stream()
                .map(Trouble::fault)
                .min(Comparator.comparing(Fault::severity))
                .orElse(first.fault());
        return new TroubleReport(
                worst, troubles.stream().map(Trouble::place).sorted().toList(), first.since());
    }

    /** All places in one line. */
    public String place() {
        return String.join(", ", places);
    }
}
