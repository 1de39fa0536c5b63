package io.kafkafetch.adapters.generator;

/**
 * What is generated; equal settings give equal bytes.
 *
 * @param seed any number
 * @param corruptPercent share of corrupt records, 0 to 100, in steps of 0.0001; of the others 7 % lack their
 *     {@code device_type}
 * @param startEpochSecond simulated moment at which the logins start, 0 to {@link #MAX_START}
 * @param loginsPerDay records per simulated day, {@link #MIN_LOGINS_PER_DAY} to {@link #MAX_LOGINS_PER_DAY}
 * @param users how many users there are, 1 to {@link #MAX_USERS}; each takes about 500 bytes of memory
 * @param target what the records are for
 */
public record GeneratorSettings(
        long seed, double corruptPercent, long startEpochSecond, long loginsPerDay, int users, Target target) {

    public static final long DEFAULT_SEED = 20_260_105;

    public static final double DEFAULT_CORRUPT_PERCENT = 1;

    /** Monday, 2026-01-05T00:00:00Z. */
    public static final long DEFAULT_START = 1_767_571_200L;

    /** 2200-01-01T00:00:00Z. */
    public static final long MAX_START = 7_258_118_400L;

    public static final long DEFAULT_LOGINS_PER_DAY = 20_000;

    public static final long MIN_LOGINS_PER_DAY = 1_000;

    /** A login every 86 microseconds. */
    public static final long MAX_LOGINS_PER_DAY = 1_000_000_000;

    public static final int DEFAULT_USERS = 20_000;

    public static final int MAX_USERS = 1_000_000;

    /** What the records are for; it decides which corrupt kinds can occur. */
    public enum Target {
        /** A record has a key and a value, either of which may be null, and a value is any bytes. */
        TOPIC,
        /** A record is a line (NDJSON): no value is null, blank, or holds a line break. */
        LINES
    }

    /** @throws IllegalArgumentException if a value is out of its range */
    public GeneratorSettings {
        check("corruptPercent", corruptPercent, corruptPercent >= 0 && corruptPercent <= 100);
        check("startEpochSecond", startEpochSecond, startEpochSecond >= 0 && startEpochSecond <= MAX_START);
        check("loginsPerDay", loginsPerDay, loginsPerDay >= MIN_LOGINS_PER_DAY && loginsPerDay <= MAX_LOGINS_PER_DAY);
        check("users", users, users >= 1 && users <= MAX_USERS);
    }

    /** The defaults, for a topic. */
    public static GeneratorSettings forTopic() {
        return defaults(Target.TOPIC);
    }

    /** The defaults, for a file or a stream of lines. */
    public static GeneratorSettings forLines() {
        return defaults(Target.LINES);
    }

    public GeneratorSettings withSeed(long otherSeed) {
        return new GeneratorSettings(otherSeed, corruptPercent, startEpochSecond, loginsPerDay, users, target);
    }

    public GeneratorSettings withCorruptPercent(double percent) {
        return new GeneratorSettings(seed, percent, startEpochSecond, loginsPerDay, users, target);
    }

    public GeneratorSettings withStartEpochSecond(long start) {
        return new GeneratorSettings(seed, corruptPercent, start, loginsPerDay, users, target);
    }

    public GeneratorSettings withLoginsPerDay(long logins) {
        return new GeneratorSettings(seed, corruptPercent, startEpochSecond, logins, users, target);
    }

    public GeneratorSettings withUsers(int count) {
        return new GeneratorSettings(seed, corruptPercent, startEpochSecond, loginsPerDay, count, target);
    }

    private static GeneratorSettings defaults(Target target) {
        return new GeneratorSettings(
                DEFAULT_SEED, DEFAULT_CORRUPT_PERCENT, DEFAULT_START, DEFAULT_LOGINS_PER_DAY, DEFAULT_USERS, target);
    }

    private static void check(String name, Number value, boolean inRange) {
        if (!inRange) {
            throw new IllegalArgumentException(name + " is out of range: " + value);
        }
    }
}
