package io.kafkafetch.application.progress;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Adds up what this process found lost since its start, by cause. Thread-safe; one total a cause. */
public final class LossTotals implements Losses {

    private final Map<Cause, Total> totals = new EnumMap<>(Cause.class);

    /**
     * All losses of one cause.
     *
     * @param losses how many stretches of input, at least 1
     * @param records how many records these were, without those whose number is not known
     */
    public record Total(Cause cause, long losses, long records) {
        public Total {
            if (losses < 1 || records < 0) {
                throw new IllegalArgumentException(losses + " losses of " + records + " records");
            }
        }

        private Total plus(Total other) {
            return new Total(cause, losses + other.losses, records + other.records);
        }
    }

    @Override
    public synchronized void lost(Loss loss) {
        totals.merge(loss.cause(), new Total(loss.cause(), 1, loss.records().orElse(0)), Total::plus);
    }

    /** In the order of the causes; empty where nothing was lost. */
    public synchronized List<Total> totals() {
        return List.copyOf(totals.values());
    }

    /** For people, such as {@code deleted 523 records (1x)}; empty where nothing was lost. */
    @Override
    public String toString() {
        return totals().stream()
                .map(total -> total.cause().text() + " " + total.records() + " records (" + total.losses() + "x)")
                .collect(Collectors.joining(", "));
    }
}
