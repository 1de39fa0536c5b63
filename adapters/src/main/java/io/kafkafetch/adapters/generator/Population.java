package io.kafkafetch.adapters.generator;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The users: who they are is settled once by the seed, who logs in next is drawn. */
final class Population {

    /**
     * Flattens the head of Zipf's law (Mandelbrot's shift): the most eager of 20,000 users makes 0.3 % of the logins.
     * Without it, it were 10 %, and one user's home and phone would sway every share.
     */
    private static final int HEAD = 50;

    private static final int FAVOURITE_PERCENT = 60;
    private static final long EAGERNESS = 1_000_000_000L;

    /** A phone, tablet or browser; its kind and version stay what they are. All are JSON texts. */
    @SuppressWarnings("ArrayRecordComponent") // pieces of output, shared and never compared
    record Device(byte[] id, byte[] type, byte[] appVersion) {}

    /** A user with a home, where most logins come from. All but the key are JSON texts. */
    @SuppressWarnings("ArrayRecordComponent")
    record User(byte[] key, byte[] id, byte[] state, byte[] ip, List<Device> devices) {

        /** Mostly the first one. */
        Device device(Dice dice) {
            return devices.get(dice.percent(FAVOURITE_PERCENT) ? 0 : dice.below(devices.size()));
        }
    }

    private final List<User> users;
    private final Odds eagerness;

    Population(int size, Dice dice) {
        users = IntStream.range(0, size).mapToObj(rank -> user(dice)).toList();
        eagerness = Odds.of(LongStream.rangeClosed(1, size)
                .map(rank -> EAGERNESS / (rank + HEAD))
                .toArray());
    }

    User draw(Dice dice) {
        return users.get(eagerness.draw(dice));
    }

    private static User user(Dice dice) {
        String id = uuid(dice);
        byte[] state = Market.STATES.draw(dice);
        byte[] ip = ip(dice);
        List<Device> devices = IntStream.rangeClosed(0, Market.DEVICES.draw(dice))
                .mapToObj(number -> device(dice))
                .toList();
        return new User(Json.raw(id), Json.text(id), state, ip, devices);
    }

    private static Device device(Dice dice) {
        String id = digits(dice, 3) + '-' + digits(dice, 2) + '-' + digits(dice, 4);
        return new Device(Json.text(id), Market.DEVICE_TYPES.draw(dice), Market.APP_VERSIONS.draw(dice));
    }

    /** A random UUID's shape (version 4, variant 1). */
    private static String uuid(Dice dice) {
        HexFormat hex = HexFormat.of();
        String high = hex.toHexDigits((dice.bits() & ~0xF000L) | 0x4000L);
        String low = hex.toHexDigits((dice.bits() & ~0xC000_0000_0000_0000L) | 0x8000_0000_0000_0000L);
        return high.substring(0, 8)
                + '-'
                + high.substring(8, 12)
                + '-'
                + high.substring(12)
                + '-'
                + low.substring(0, 4)
                + '-'
                + low.substring(4);
    }

    private static String digits(Dice dice, int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + dice.below(10)));
        }
        return digits.toString();
    }

    /** From 198.18.0.0/15, which is set aside for benchmarks (RFC 2544): nobody's real address. */
    static byte[] ip(Dice dice) {
        return Json.text("198." + (18 + dice.below(2)) + '.' + dice.below(256) + '.' + (1 + dice.below(254)));
    }
}
