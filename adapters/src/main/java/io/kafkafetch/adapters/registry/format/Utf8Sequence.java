package io.kafkafetch.adapters.registry.format;

/** Well-formed sequences of UTF-8, by table 3-7 of the Unicode Standard. */
final class Utf8Sequence {

    private Utf8Sequence() {}

    /**
     * How many bytes the sequence of a character has that is not ASCII: 2 to 4.
     *
     * @return 0 if it is malformed, or goes on behind the end
     */
    static int length(byte[] utf8, int from, int end) {
        int first = utf8[from] & 0xff;
        if (first >= 0xc2 && first <= 0xdf) {
            return continued(utf8, from, end, 2, 0x80, 0xbf);
        }
        return switch (first) {
            case 0xe0 -> continued(utf8, from, end, 3, 0xa0, 0xbf);
            case 0xed -> continued(utf8, from, end, 3, 0x80, 0x9f); // no surrogates
            case 0xf0 -> continued(utf8, from, end, 4, 0x90, 0xbf);
            case 0xf1, 0xf2, 0xf3 -> continued(utf8, from, end, 4, 0x80, 0xbf);
            case 0xf4 -> continued(utf8, from, end, 4, 0x80, 0x8f);
            default -> first >= 0xe1 && first <= 0xef ? continued(utf8, from, end, 3, 0x80, 0xbf) : 0;
        };
    }

    private static int continued(byte[] utf8, int from, int end, int length, int least, int most) {
        if (from + length > end) {
            return 0;
        }
        int second = utf8[from + 1] & 0xff;
        if (second < least || second > most) {
            return 0;
        }
        for (int i = from + 2; i < from + length; i++) {
            if ((utf8[i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
