package io.kafkafetch.domain.users;

import java.nio.ByteBuffer;
import java.util.SortedSet;
import java.util.TreeSet;

/** Users that are known each: the plainest summary there is, for tests. */
public record ExactUsers(String keyId, SortedSet<Long> users) implements UserSketch {

    /** A key whose hash of a user is the number that his id is. */
    public static final UserKey KEY = key("key");

    public ExactUsers {
        users = new TreeSet<>(users);
    }

    /** A key of this id. */
    public static UserKey key(String id) {
        return new UserKey() {
            @Override
            public Builder builder() {
                return new Gathering(id);
            }

            @Override
            public long of(byte[] bytes, int from, int length) {
                return Long.parseLong(new String(bytes, from, length, java.nio.charset.StandardCharsets.UTF_8));
            }
        };
    }

    @Override
    public UserSketch plus(UserSketch other) {
        Builder both = builder();
        both.add(other);
        return both.sketch();
    }

    @Override
    public long estimate() {
        return users.size();
    }

    @Override
    public long lowerBound() {
        return users.size();
    }

    @Override
    public long upperBound() {
        return users.size();
    }

    @Override
    public byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * users.size());
        users.forEach(bytes::putLong);
        return bytes.array();
    }

    @Override
    public Builder builder() {
        Gathering same = new Gathering(keyId);
        same.add(this);
        return same;
    }

    private static final class Gathering implements Builder {

        private final String keyId;
        private final SortedSet<Long> users = new TreeSet<>();

        private Gathering(String keyId) {
            this.keyId = keyId;
        }

        @Override
        public void add(long user) {
            users.add(user);
        }

        @Override
        public void add(UserSketch more) {
            if (!more.keyId().equals(keyId)) {
                throw new OtherKeyException(keyId, more.keyId());
            }
            users.addAll(((ExactUsers) more).users());
        }

        @Override
        public UserSketch sketch() {
            return new ExactUsers(keyId, users);
        }
    }
}
