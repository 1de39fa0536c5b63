package io.kafkafetch.domain.login;

/**
 * Stands for a user without naming him: the keyed hash of a user's id, from which nobody without the key finds the id.
 * Equal ids have equal hashes. Thread-safe.
 */
@FunctionalInterface
public interface UserHash {

    /** Nobody asks for users. */
    UserHash OFF = (bytes, from, length) -> LoginEvent.NO_USER;

    /**
     * The hash of a user's id.
     *
     * @param bytes hold the id in UTF-8, without the escapes of the format it came in
     * @param from index of its first byte
     * @param length in bytes
     * @return never {@link LoginEvent#NO_USER}, unless users are not asked for
     */
    long of(byte[] bytes, int from, int length);
}
