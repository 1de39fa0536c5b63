package io.kafkafetch.adapters.json.mending;

import java.util.Optional;

/** Rules as they are given in options: {@code device_type=unknown}, {@code timestamp=1000}, {@code os=device_type}. Pure. */
public final class RuleText {

    /** Largest number to divide by, which has 18 digits. */
    static final long MOST_DIVISOR = 999_999_999_999_999_999L;

    private static final String WHOLE = "[0-9]{1,18}";

    private RuleText() {}

    /** {@code field=value}, the value being text; empty if it is not that. */
    public static Optional<MendingRule> set(String text) {
        return split(text).map(parts -> new MendingRule.Set(parts[0], JsonScalar.of(parts[1])));
    }

    /** {@code field=number}; empty if it is not that, or the number is below 2. */
    public static Optional<MendingRule> divide(String text) {
        return split(text)
                .filter(parts -> parts[1].matches(WHOLE) && Long.parseLong(parts[1]) >= 2)
                .map(parts -> new MendingRule.Divide(parts[0], Long.parseLong(parts[1])));
    }

    /** {@code old=new}; empty if it is not that, or both are the same. */
    public static Optional<MendingRule> rename(String text) {
        return split(text)
                .filter(parts -> !parts[1].isEmpty() && !parts[0].equals(parts[1]))
                .map(parts -> new MendingRule.Rename(parts[0], parts[1]));
    }

    private static Optional<String[]> split(String text) {
        int equals = text.indexOf('=');
        return equals <= 0
                ? Optional.empty()
                : Optional.of(new String[] {text.substring(0, equals), text.substring(equals + 1)});
    }
}
