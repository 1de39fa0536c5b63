package io.kafkafetch.adapters.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.application.batch.LoginBatch;

/** The fields that all insights of a batch end with, encoded once for all of them. Immutable. */
public final class BatchFields {

    private final byte[] ofBatch;
    private final byte[] ofRunning;

    private BatchFields(String fields) {
        ofBatch = (",\"scope\":\"batch\"" + fields).getBytes(UTF_8);
        ofRunning = (",\"scope\":\"running\"" + fields).getBytes(UTF_8);
    }

    /** Those of this batch. */
    public static BatchFields of(LoginBatch batch) {
        return of(batch.name(), batch.events(), batch.rejected(), batch.skipped());
    }

    /**
     * Those of a batch that is not at hand as a whole.
     *
     * @param batch its name
     * @param events logins accepted in it
     * @param rejected records rejected in it
     * @param skipped records of it that are no logins and no faults; said only where there are any
     */
    public static BatchFields of(String batch, long events, long rejected, long skipped) {
        return new BatchFields(",\"batch\":" + JsonText.quoted(batch) + ",\"events\":" + events + ",\"rejected\":"
                + rejected + (skipped == 0 ? "" : ",\"skipped\":" + skipped) + "}");
    }

    /** From the comma before the scope, which is the batch, to the closing brace. Not to be changed. */
    byte[] ofBatch() {
        return ofBatch;
    }

    /** The same of what is about all logins since the beginning. */
    byte[] ofRunning() {
        return ofRunning;
    }
}
