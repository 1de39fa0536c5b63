package io.kafkafetch.bootstrap.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes as text, such as {@code 512KB}, {@code 1MiB} or {@code 1048576}; all units are powers of 1,024. */
public final class ByteCount {

    private static final Pattern BYTES = Pattern.compile("(\\d{1,18}) ?([kmg]?)(?:i?b)?");

    private ByteCount() {}

    /** The number of bytes that this text means, at most {@link Long#MAX_VALUE}; empty if it means none. */
    public static Optional<Long> of(String text) {
        Matcher matcher = BYTES.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int shift = switch (matcher.group(2)) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            default -> 0;
        };
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(number > Long.MAX_VALUE >> shift ? Long.MAX_VALUE : number << shift);
    }
}
