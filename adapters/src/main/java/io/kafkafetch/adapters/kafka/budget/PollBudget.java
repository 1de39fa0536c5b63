package io.kafkafetch.adapters.kafka.budget;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What the poll under way may unpack, on the thread that polls. A consumer bounds what it fetches as it is packed, and
 * what it returns by number: a response of 1 MiB may hold thousands of records of 1 MB, and each is unpacked as it is
 * returned. Bytes are known to deserializers alone, so they end a poll whose budget is spent: a consumer that cannot
 * deserialize a record returns those before it, and offers it again to the next poll. The first record of a poll always
 * passes, however large.
 */
public final class PollBudget {

    private static final ThreadLocal<PollBudget> OF_THREAD = ThreadLocal.withInitial(PollBudget::new);

    /** Rough cost of a record beside its bytes. */
    private static final int RECORD = 128;

    private long left = Long.MAX_VALUE;
    private boolean amidRecord;

    private PollBudget() {}

    /** The poll that this thread makes next may unpack so many bytes, and a record. */
    public static void begin(long bytes) {
        PollBudget budget = OF_THREAD.get();
        budget.left = bytes;
        budget.amidRecord = false;
    }

    /**
     * Finds the budget of the thread that polls, for a deserializer: its consumer is mostly polled by one thread, and to
     * look the thread's budget up costs more than to deserialize a record. Not thread-safe, as consumers are not.
     */
    static final class Finder {
        private @Nullable Thread thread;
        private PollBudget found = new PollBudget();

        PollBudget ofThisThread() {
            Thread current = Thread.currentThread();
            if (thread != current) {
                thread = current;
                found = OF_THREAD.get();
            }
            return found;
        }
    }

    /** A record's key is unpacked, before its value. */
    void key(int bytes, Headers headers) {
        beginRecord(headers);
        left -= bytes;
        amidRecord = true;
    }

    /** A record's value is unpacked; it may have had no key. */
    void value(int bytes, Headers headers) {
        if (!amidRecord) {
            beginRecord(headers);
        }
        left -= bytes;
        amidRecord = false;
    }

    private void beginRecord(Headers headers) {
        if (left <= 0) {
            amidRecord = false;
            throw new SerializationException("a poll's budget is spent; the record comes with the next one");
        }
        left -= RECORD;
        for (Header header : headers.toArray()) { // of none this is shared, where an iterator would be made
            left -= header.key().length() + length(header.value());
        }
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
