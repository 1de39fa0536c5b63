package io.kafkafetch.adapters.file.bookmark;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The files of a log that need not be read again, as they ride in a {@link Bookmark}: those that were read to their end,
 * and those that were there before the source's beginning.
 *
 * @param marks of the last {@value #MOST} of them, the latest last
 * @param forgottenMillis time of modification of the newest file there was no more room for; one that is not newer is
 *     taken for one of those
 */
public record KnownFiles(List<Mark> marks, long forgottenMillis) {

    /** Most files that are known by their content; what they take in a bookmark is below its bound. */
    public static final int MOST = 30;

    public static final KnownFiles NONE = new KnownFiles(List.of(), 0);

    private static final int RADIX = 36;

    public KnownFiles {
        if (marks.size() > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " known files");
        }
        if (forgottenMillis < 0) {
            throw new IllegalArgumentException("a time of " + forgottenMillis);
        }
        marks = List.copyOf(marks);
    }

    /** Whether one of them has to go for another. */
    public boolean isFull() {
        return marks.size() == MOST;
    }

    /**
     * These and another. Where there is no more room, first those go that are nowhere any more, and then the oldest.
     *
     * @param modified when the files that have these marks were modified last, in milliseconds
     */
    public KnownFiles and(Mark mark, Map<Mark, Long> modified) {
        List<Mark> all = new ArrayList<>(marks);
        all.removeIf(
                known -> known.file() == mark.file() && known.head() == mark.head() && known.length() <= mark.length());
        long forgotten = forgottenMillis;
        if (all.size() == MOST) {
            Mark dropped = all.stream()
                    .filter(known -> !modified.containsKey(known))
                    .findFirst()
                    .orElse(all.getFirst());
            all.remove(dropped);
            forgotten = Math.max(forgotten, modified.getOrDefault(dropped, 0L));
        }
        all.add(mark);
        return new KnownFiles(all, forgotten);
    }

    /** Printable ASCII without spaces and semicolons. */
    String text() {
        return Long.toString(forgottenMillis, RADIX)
                + marks.stream().map(mark -> "," + mark.text()).collect(joining());
    }

    /** @throws IllegalArgumentException if this is not the text of any */
    static KnownFiles of(String text) {
        String[] parts = text.split(",", -1);
        return new KnownFiles(Arrays.stream(parts).skip(1).map(Mark::of).toList(), Long.parseLong(parts[0], RADIX));
    }
}
