package io.kafkafetch.bootstrap.dlq.session;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Names a run in the log of dead letters. */
public final class RunName {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RunName() {}

    /** By when it began, and a few digits that tell it from others: {@code 20260105T090000Z-1f3c}. */
    public static String of(Instant begun) {
        byte[] digits = new byte[2];
        ThreadLocalRandom.current().nextBytes(digits);
        return TIME.format(begun) + "-" + HexFormat.of().formatHex(digits);
    }
}
