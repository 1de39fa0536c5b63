package io.kafkafetch.adapters.http.live.state;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A batch's name and what it says, e.g. {@code user-login-0@100-149}.
 *
 * @param text the name
 * @param stream of the partition, e.g. the topic
 * @param partition its number, from 0
 * @param firstOffset of the batch, from 0
 * @param lastOffset of the batch
 */
record BatchName(String text, String stream, int partition, long firstOffset, long lastOffset)
        implements Comparable<BatchName> {

    private static final Pattern FORM = Pattern.compile("(.{1,300})-([0-9]{1,9})@([0-9]{1,18})-([0-9]{1,18})");

    private static final Comparator<BatchName> ORDER = comparing(BatchName::stream)
            .thenComparing(comparingInt(BatchName::partition))
            .thenComparing(comparingLong(BatchName::firstOffset))
            .thenComparing(BatchName::text);

    /** Empty where the text is no batch's name. */
    static Optional<BatchName> of(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new BatchName(
                        text,
                        matcher.group(1),
                        Integer.parseInt(matcher.group(2)),
                        Long.parseLong(matcher.group(3)),
                        Long.parseLong(matcher.group(4))))
                : Optional.empty();
    }

    /** By partition, and in it by offset. */
    @Override
    public int compareTo(BatchName other) {
        return ORDER.compare(this, other);
    }
}
