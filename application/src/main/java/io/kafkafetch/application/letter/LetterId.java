package io.kafkafetch.application.letter;

import io.kafkafetch.application.record.Partition;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a dead letter by the place it was published at: {@code user-login-dlq-0@17}.
 *
 * @param partition of the dead letter topic
 * @param offset there, from 0
 */
public record LetterId(Partition partition, long offset) {

    private static final Pattern TEXT = Pattern.compile("([a-zA-Z0-9._-]{1,249})-([0-9]{1,9})@([0-9]{1,18})");

    public LetterId {
        if (offset < 0) {
            throw new IllegalArgumentException("an offset of " + offset + " is below 0");
        }
    }

    /** The letter that this text names; empty if it names none. */
    public static Optional<LetterId> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new LetterId(
                        new Partition(matcher.group(1), Integer.parseInt(matcher.group(2))),
                        Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return partition + "@" + offset;
    }
}
