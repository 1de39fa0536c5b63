package io.kafkafetch.domain.users;

/**
 * A summary of a set of users that says about how many they are. Immutable and thread-safe.
 *
 * <p>Merging is idempotent, commutative and associative, and depends on the set alone: summaries of one set are equal, and
 * have equal {@link #bytes}, in whatever order and parts their users came.
 */
public interface UserSketch {

    /**
     * The summary of the union.
     *
     * @throws OtherKeyException if the users of the other were hashed with another key
     */
    UserSketch plus(UserSketch other);

    /** How many users there are, about; from 0. */
    long estimate();

    /** There are so many users at least, in 95 of 100 cases; at most the {@link #estimate}. */
    long lowerBound();

    /** There are so many users at most, in 95 of 100 cases; at least the {@link #estimate}. */
    long upperBound();

    /** Names the key that ids were hashed with, without saying what it is. */
    String keyId();

    /** The summary itself, for whoever keeps it. */
    byte[] bytes();

    /** A builder that has taken these users. */
    Builder builder();

    /** Gathers users, to be summarized. Not thread-safe. */
    interface Builder {

        /** Takes the user with this hash. */
        void add(long user);

        /** Takes the users of this summary. @throws OtherKeyException if their ids were hashed with another key */
        void add(UserSketch users);

        /** The summary of all users so far. */
        UserSketch sketch();
    }

    /** Users that were hashed with different keys cannot be counted together. */
    final class OtherKeyException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        public OtherKeyException(String one, String other) {
            super("users hashed with key " + one + " and with key " + other + " cannot be counted together");
        }
    }
}
