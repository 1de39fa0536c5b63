package io.kafkafetch.adapters.users;

import io.kafkafetch.domain.users.UserSketch;
import java.util.Arrays;
import org.apache.datasketches.cpc.CpcSketch;
import org.apache.datasketches.cpc.CpcUnion;

/**
 * Users summarized by a CPC sketch of Apache DataSketches with 2¹¹ rows: up to some 1.3 KB, and a standard error of about
 * 1.5 %. The bytes are those of a union's result, which depend on the set of users alone; the sketches of other kinds have
 * others for other orders, and an {@code HllSketch} does so up to some thousand users.
 *
 * <p>Estimate and bounds are rounded to whole numbers, the bounds away from the estimate; they are of two standard
 * deviations.
 */
public final class CpcUsers implements UserSketch {

    private static final int LG_K = 11;
    private static final int DEVIATIONS = 2;

    private final String keyId;
    /** Never changed. */
    private final CpcSketch sketch;

    private CpcUsers(String keyId, CpcSketch sketch) {
        this.keyId = keyId;
        this.sketch = sketch;
    }

    /**
     * Reads a summary back.
     *
     * @param keyId names the key that ids were hashed with
     * @throws IllegalArgumentException if these are no bytes of a summary
     */
    public static UserSketch read(String keyId, byte[] bytes) {
        CpcSketch sketch;
        try {
            sketch = CpcSketch.heapify(bytes);
        } catch (RuntimeException | AssertionError damaged) { // the library finds some damage by assertions
            throw new IllegalArgumentException("sketch is none that this version reads", damaged);
        }
        if (sketch.getLgK() != LG_K || sketch.isEmpty()) {
            throw new IllegalArgumentException("sketch is empty, or of another size");
        }
        return new CpcUsers(keyId, sketch);
    }

    static UserSketch.Builder builder(String keyId) {
        return new Gathering(keyId);
    }

    @Override
    public UserSketch plus(UserSketch other) {
        Gathering both = new Gathering(keyId);
        both.add(this);
        both.add(other);
        return both.sketch();
    }

    @Override
    public long estimate() {
        return Math.round(sketch.getEstimate());
    }

    @Override
    public long lowerBound() {
        return Math.min(estimate(), (long) Math.floor(sketch.getLowerBound(DEVIATIONS)));
    }

    @Override
    public long upperBound() {
        return Math.max(estimate(), (long) Math.ceil(sketch.getUpperBound(DEVIATIONS)));
    }

    @Override
    public String keyId() {
        return keyId;
    }

    @Override
    public byte[] bytes() {
        return sketch.toByteArray();
    }

    @Override
    public UserSketch.Builder builder() {
        Gathering same = new Gathering(keyId);
        same.add(this);
        return same;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CpcUsers that && keyId.equals(that.keyId) && Arrays.equals(bytes(), that.bytes());
    }

    @Override
    public int hashCode() {
        return 31 * keyId.hashCode() + Arrays.hashCode(bytes());
    }

    @Override
    public String toString() {
        return "CpcUsers[keyId=" + keyId + ", estimate=" + estimate() + "]";
    }

    /** Single users go into a sketch, and with it into the union once somebody asks. */
    private static final class Gathering implements Builder {

        private final String keyId;
        private final CpcUnion union = new CpcUnion(LG_K);
        private final CpcSketch single = new CpcSketch(LG_K);

        private Gathering(String keyId) {
            this.keyId = keyId;
        }

        @Override
        public void add(long user) {
            single.update(user);
        }

        @Override
        public void add(UserSketch users) {
            if (!users.keyId().equals(keyId)) {
                throw new OtherKeyException(keyId, users.keyId());
            }
            if (!(users instanceof CpcUsers ofThisKind)) {
                throw new IllegalArgumentException("a sketch of another kind");
            }
            union.update(ofThisKind.sketch);
        }

        @Override
        public UserSketch sketch() {
            union.update(single);
            return new CpcUsers(keyId, union.getResult());
        }
    }
}
