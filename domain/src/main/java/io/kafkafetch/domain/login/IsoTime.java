package io.kafkafetch.domain.login;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.OptionalLong;

/**
 * A moment as ISO 8601 writes it in the profile of RFC 3339, but no other spelling of it: {@code yyyy-MM-ddTHH:mm:ss}, a
 * fraction of any length or none, and an offset, {@code Z} or {@code +HH:mm} up to 18 hours. A moment without an offset is
 * none: the zone would be a guess. Upper case alone; no leap second and no hour 24.
 */
final class IsoTime {

    private static final int SECONDS_OF_DAY = 24 * 60 * 60;
    private static final int BEHIND_SECONDS = "yyyy-MM-ddTHH:mm:ss".length();
    private static final int MOST_OFFSET_HOURS = 18;

    private IsoTime() {}

    /** The epoch second that the moment is in; empty if the text is no such moment. */
    static OptionalLong epochSecond(String text) {
        if (text.length() <= BEHIND_SECONDS || !isPunctuated(text)) {
            return OptionalLong.empty();
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 2);
        int day = number(text, 8, 2);
        int hour = number(text, 11, 2);
        int minute = number(text, 14, 2);
        int second = number(text, 17, 2);
        int offset = offset(text, behindFraction(text));
        boolean isTime = isWithin(hour, 0, 23) && isWithin(minute, 0, 59) && isWithin(second, 0, 59);
        if (!isTime || !isDate(year, month, day) || offset == Integer.MIN_VALUE) {
            return OptionalLong.empty();
        }
        long midnight = LocalDate.of(year, month, day).toEpochDay() * SECONDS_OF_DAY;
        int ofDay = (hour * 60 + minute) * 60 + second;
        return OptionalLong.of(midnight + ofDay - offset);
    }

    private static boolean isPunctuated(String text) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    private static boolean isDate(int year, int month, int day) {
        return year >= 0
                && isWithin(month, 1, 12)
                && isWithin(day, 1, YearMonth.of(year, month).lengthOfMonth());
    }

    private static boolean isWithin(int number, int least, int most) {
        return number >= least && number <= most;
    }

    /** Where the offset starts; beyond the text where a point has no digit behind it. */
    private static int behindFraction(String text) {
        if (text.charAt(BEHIND_SECONDS) != '.') {
            return BEHIND_SECONDS;
        }
        int i = BEHIND_SECONDS + 1;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i == BEHIND_SECONDS + 1 ? text.length() : i;
    }

    /** In seconds; the least {@code int} for none. */
    private static int offset(String text, int start) {
        int length = text.length() - start;
        if (length == 1 && text.charAt(start) == 'Z') {
            return 0;
        }
        if (length != "+HH:mm".length() || text.charAt(start + 3) != ':') {
            return Integer.MIN_VALUE;
        }
        int sign = switch (text.charAt(start)) {
            case '+' -> 1;
            case '-' -> -1;
            default -> 0;
        };
        int hours = number(text, start + 1, 2);
        int minutes = number(text, start + 4, 2);
        int seconds = (hours * 60 + minutes) * 60;
        boolean isOffset = sign != 0
                && hours >= 0
                && isWithin(minutes, 0, 59)
                && isWithin(seconds, 0, MOST_OFFSET_HOURS * 60 * 60);
        return isOffset ? sign * seconds : Integer.MIN_VALUE;
    }

    /** So many digits from there on; -1 if one of them is none. */
    private static int number(String text, int start, int digits) {
        int number = 0;
        for (int i = start; i < start + digits; i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                return -1;
            }
            number = 10 * number + (c - '0');
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
