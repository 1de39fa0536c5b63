package io.kafkafetch.bootstrap.cli;

import io.kafkafetch.application.published.PublishedInsight;
import io.kafkafetch.domain.insight.Insight;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What became of the generated records, from what was published alone. A partition's batches must follow one another:
 * one that starts before the last has ended counts a login twice. Not thread-safe.
 */
final class DemoBalance {

    private final Map<String, Long> lastOffsets = new HashMap<>();
    private long accepted;
    private long rejected;
    private long skipped;
    private long batches;
    private long insights;
    private long overlaps;

    /** An insight was published; each batch with a login has just one peak hour. */
    void insight(PublishedInsight insight) {
        insights++;
        if (insight.insight() instanceof Insight.PeakHour) {
            batches++;
            accepted += insight.events();
            skipped += insight.skipped();
            String name = insight.batch();
            String offsets = name.substring(name.lastIndexOf('@') + 1);
            int dash = offsets.indexOf('-');
            long first = Long.parseLong(offsets.substring(0, dash));
            long last = Long.parseLong(offsets.substring(dash + 1));
            Long before = lastOffsets.put(partitionOf(name), last);
            if (before != null && first <= before) {
                overlaps++;
            }
        }
    }

    /** A dead letter was published. */
    void deadLetter() {
        rejected++;
    }

    /** How many records are accounted for. */
    long accounted() {
        return accepted + rejected + skipped;
    }

    /** Prints the balance of a run that was ended before all was accounted for: the rest is neither lost nor counted. */
    void printSoFar(PrintStream out, long generated, long expectedAccepted) {
        if (accounted() == generated) {
            print(out, generated, expectedAccepted);
        } else {
            printSum(out, generated, String.format(Locale.ROOT, " + not counted yet %,d", generated - accounted()));
        }
    }

    private void printSum(PrintStream out, long generated, String rest) {
        out.printf(
                Locale.ROOT,
                "%ngenerated %,d = accepted %,d + rejected %,d%s%s   (batches %,d, insights %,d)%n",
                generated,
                accepted,
                rejected,
                skipped == 0 ? "" : String.format(Locale.ROOT, " + skipped %,d", skipped),
                rest,
                batches,
                insights);
    }

    /** Prints the balance, and returns whether it balances. */
    boolean print(PrintStream out, long generated, long expectedAccepted) {
        boolean balances = accounted() == generated && accepted == expectedAccepted && overlaps == 0;
        printSum(out, generated, "");
        if (balances) {
            out.println("It balances: every login was counted exactly once.");
        } else {
            out.printf(
                    Locale.ROOT,
                    "IT DOES NOT BALANCE: %,d records are not accounted for, %,d logins were to be accepted, %,d batches"
                            + " overlap.%n",
                    generated - accounted(),
                    expectedAccepted,
                    overlaps);
        }
        return balances;
    }

    /** The partition in a batch's name: {@code user-login-0} of {@code user-login-0@100-149}. */
    static String partitionOf(String batch) {
        return batch.substring(0, batch.lastIndexOf('@'));
    }
}
