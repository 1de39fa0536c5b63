package io.kafkafetch.adapters.registry.format;

import java.util.Arrays;
import java.util.Random;

/** Ways in which bytes get broken. */
final class Damage {

    private Damage() {}

    /** These bytes with some other ones, cut, or replaced altogether. */
    static byte[] of(byte[] good, Random random) {
        int kind = random.nextInt(3);
        byte[] damaged = kind == 0 ? new byte[random.nextInt(40)] : good.clone();
        if (kind == 0) {
            random.nextBytes(damaged);
        }
        if (kind == 1 && damaged.length > 0) {
            return Arrays.copyOf(damaged, random.nextInt(damaged.length));
        }
        for (int flips = 1 + random.nextInt(3); flips > 0 && damaged.length > 0; flips--) {
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        }
        return damaged;
    }
}
