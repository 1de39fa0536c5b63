package io.kafkafetch.application.replay;

import java.util.OptionalInt;

/**
 * How much a run does.
 *
 * @param most letters that are sent, parked or refused in a run
 * @param canary how many records are sent first, until it is known what became of them; empty for no such check
 * @param stopAt the share of these that may be dead again, from 0 to 1; more end the run
 * @param batch records of a transaction, from 1
 * @param batchBytes bytes of keys, values and headers of a transaction, at most, unless it has one record alone
 */
public record ReplayLimits(long most, OptionalInt canary, double stopAt, int batch, long batchBytes) {

    /** Bytes of a transaction, unless somebody says otherwise. */
    public static final long BATCH_BYTES = 4 << 20;

    /** Where records go as whole files: as few of them as memory allows. */
    private static final int FILE_RECORDS = 1_000_000;

    private static final long FILE_BYTES = 32 << 20;

    /** With the usual bound on the bytes of a transaction. */
    public ReplayLimits(long most, OptionalInt canary, double stopAt, int batch) {
        this(most, canary, stopAt, batch, BATCH_BYTES);
    }

    public ReplayLimits {
        if (most < 1 || batch < 1 || canary.orElse(1) < 1) {
            throw new IllegalArgumentException("letters are counted from 1");
        }
        if (!(stopAt >= 0 && stopAt <= 1)) {
            throw new IllegalArgumentException("a share of " + stopAt + " is not within 0 to 1");
        }
    }

    /** The same, for records that go as whole files. */
    public ReplayLimits inFiles() {
        return new ReplayLimits(most, canary, stopAt, FILE_RECORDS, FILE_BYTES);
    }
}
