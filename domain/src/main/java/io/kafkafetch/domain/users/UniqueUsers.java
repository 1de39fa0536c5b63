package io.kafkafetch.domain.users;

import java.util.Optional;

/**
 * The different users of some logins, a commutative monoid. Immutable.
 *
 * @param logins whose users are in the sketch; fewer than all logins where users were not asked for at times
 * @param sketch of their users; empty without such logins
 */
public record UniqueUsers(long logins, Optional<UserSketch> sketch) {

    /** Nobody asked for users, or there is no login. */
    public static final UniqueUsers NONE = new UniqueUsers(0, Optional.empty());

    /** @throws IllegalArgumentException if there are logins without a sketch, or a sketch without logins */
    public UniqueUsers {
        if (logins < 0 || logins > 0 != sketch.isPresent()) {
            throw new IllegalArgumentException("users of " + logins + " logins");
        }
    }

    /**
     * Both counted together.
     *
     * @throws UserSketch.OtherKeyException if ids were hashed with different keys
     * @throws ArithmeticException if a count exceeds {@link Long#MAX_VALUE}
     */
    public UniqueUsers plus(UniqueUsers other) {
        if (sketch.isEmpty()) {
            return other;
        }
        if (other.sketch.isEmpty()) {
            return this;
        }
        return new UniqueUsers(
                Math.addExact(logins, other.logins), Optional.of(sketch.get().plus(other.sketch.get())));
    }
}
