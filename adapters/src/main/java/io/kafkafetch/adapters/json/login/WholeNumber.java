package io.kafkafetch.adapters.json.login;

import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.LoginForm;

/**
 * Whether a JSON number is mathematically whole, and which one. Reads the digits where they stand, in time linear in
 * their number: {@code 1e999999999} is never expanded.
 */
final class WholeNumber {

    /** Any whole number of so many digits fits a {@code long}. */
    private static final int LONG_DIGITS = 18;

    /** More than any text has digits, so that a longer exponent changes nothing. */
    private static final long MAX_EXPONENT = 10_000_000_000L;

    private WholeNumber() {}

    /**
     * Reports the number to the form as what it is.
     *
     * @param text holds a number in JSON's grammar from {@code start} on
     */
    static void report(char[] text, int start, int length, LoginField field, LoginForm form) {
        int end = start + length;
        boolean negative = text[start] == '-';
        long significand = 0; // without zeros at either end; overflows only where it has too many digits anyway
        long digits = 0; // of the significand
        long pending = 0; // digits after it: zeros, unless another one follows
        long exponent = 0; // of the last digit read
        int step = 0;
        int i = negative ? start + 1 : start;
        for (; i < end && (text[i] | 0x20) != 'e'; i++) {
            if (text[i] == '.') {
                step = -1;
                continue;
            }
            exponent += step;
            pending++;
            if (text[i] != '0') {
                significand = significand * powerOfTen(pending) + (text[i] - '0');
                digits = digits == 0 ? 1 : digits + pending;
                pending = 0;
            }
        }
        exponent += pending + exponent(text, i + 1, end);
        if (digits == 0) {
            form.integer(field, 0);
        } else if (exponent < 0) {
            form.wrongType(field);
        } else if (digits + exponent > LONG_DIGITS) {
            form.hugeInteger(field);
        } else {
            form.integer(field, (negative ? -significand : significand) * powerOfTen(exponent));
        }
    }

    private static long exponent(char[] text, int start, int end) {
        long exponent = 0;
        for (int i = start; i < end; i++) {
            if (Character.isDigit(text[i])) {
                exponent = Math.min(MAX_EXPONENT, exponent * 10 + (text[i] - '0'));
            }
        }
        return start < end && text[start] == '-' ? -exponent : exponent;
    }

    private static long powerOfTen(long exponent) {
        long power = 1;
        for (long i = Math.min(exponent, LONG_DIGITS + 1); i > 0; i--) {
            power *= 10;
        }
        return power;
    }
}
