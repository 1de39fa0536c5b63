package io.kafkafetch.domain.users;

import java.util.Arrays;

/** The users of a batch's logins, mostly as they came: to summarize them can wait until its commit. Immutable. */
public final class BatchUsers {

    /** No users. */
    public static final BatchUsers NONE = new BatchUsers(new long[0], UniqueUsers.NONE);

    private final long[] kept;
    private final UniqueUsers others;

    /** @param kept hashes of users, one a login; from now on nobody changes them */
    BatchUsers(long[] kept, UniqueUsers others) {
        this.kept = kept;
        this.others = others;
    }

    long[] kept() {
        return kept;
    }

    UniqueUsers others() {
        return others;
    }

    /** About how many bytes of memory this holds. */
    public long weight() {
        return (long) kept.length * Long.BYTES + (others.sketch().isPresent() ? UserBuffer.SKETCH_BYTES : 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BatchUsers that && Arrays.equals(kept, that.kept) && others.equals(that.others);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(kept) + others.hashCode();
    }

    @Override
    public String toString() {
        return "BatchUsers[" + kept.length + " kept, others=" + others.logins() + "]";
    }
}
