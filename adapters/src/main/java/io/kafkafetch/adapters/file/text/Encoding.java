package io.kafkafetch.adapters.file.text;

import java.util.Arrays;

/** How characters are bytes. */
enum Encoding {
    UTF_8("UTF-8", 1, false),
    UTF_16LE("UTF-16 (little endian)", 2, false),
    UTF_16BE("UTF-16 (big endian)", 2, true),
    UTF_32LE("UTF-32 (little endian)", 4, false),
    UTF_32BE("UTF-32 (big endian)", 4, true);

    private static final int MARK = 0xFEFF;
    private static final int LONGEST = 4;

    private final String text;
    private final int unitBytes;
    private final boolean bigEndian;

    Encoding(String text, int unitBytes, boolean bigEndian) {
        this.text = text;
        this.unitBytes = unitBytes;
        this.bigEndian = bigEndian;
    }

    /** By the byte order mark; without one by the zeros of the first two characters, which in JSON are ASCII. */
    static Encoding of(byte[] beginning) {
        // A mark of UTF-32 begins with one of UTF-16.
        return Arrays.stream(new Encoding[] {UTF_32LE, UTF_32BE, UTF_16LE, UTF_16BE})
                .filter(encoding -> encoding.isOf(beginning))
                .findFirst()
                .orElse(UTF_8);
    }

    String text() {
        return text;
    }

    int unitBytes() {
        return unitBytes;
    }

    /** The unit at this place. */
    int unit(byte[] bytes, int at) {
        int unit = 0;
        for (int i = 0; i < unitBytes; i++) {
            int next = bytes[bigEndian ? at + i : at + unitBytes - 1 - i] & 0xff;
            unit = unit << Byte.SIZE | next;
        }
        return unit;
    }

    private boolean isOf(byte[] beginning) {
        if (beginning.length < unitBytes) {
            return false;
        }
        if (unit(beginning, 0) == MARK) {
            return true;
        }
        return beginning.length >= Math.max(LONGEST, 2 * unitBytes)
                && isAscii(unit(beginning, 0))
                && isAscii(unit(beginning, unitBytes));
    }

    private static boolean isAscii(int unit) {
        return (unit >= ' ' && unit < 0x7f) || unit == '\t' || unit == '\r' || unit == '\n';
    }
}
