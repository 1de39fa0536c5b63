package io.kafkafetch.adapters.json.login;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * One damage done to a record's bytes.
 *
 * @param at where, as a share of the length
 * @param with the byte that is put there, for those kinds that do
 */
record Mutation(Kind kind, double at, byte with) {

    enum Kind {
        REPLACE,
        FLIP,
        INSERT,
        DELETE,
        TRUNCATE,
        REPEAT
    }

    /** One or two of them, with bytes that mean something in JSON or in UTF-8 more often than others. */
    static Arbitrary<List<Mutation>> some() {
        Arbitrary<Byte> bytes = Arbitraries.oneOf(
                Arbitraries.bytes(),
                Arbitraries.of("{}[]:,\"\\/-+.eE01u \t\n\u0000tfn"
                        .chars()
                        .mapToObj(c -> (byte) c)
                        .toList()),
                Arbitraries.of((byte) 0xc0, (byte) 0xed, (byte) 0xef, (byte) 0xbb, (byte) 0xbf, (byte) 0xf4));
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(4, Kind.REPLACE),
                Tuple.of(4, Kind.FLIP),
                Tuple.of(4, Kind.INSERT),
                Tuple.of(4, Kind.DELETE),
                Tuple.of(1, Kind.TRUNCATE),
                Tuple.of(1, Kind.REPEAT));
        return Combinators.combine(kinds, Arbitraries.doubles().between(0, true, 1, false), bytes)
                .as(Mutation::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(2);
    }

    static byte[] apply(List<Mutation> mutations, byte[] value) {
        byte[] mutated = value;
        for (Mutation mutation : mutations) {
            mutated = mutation.applyTo(mutated);
        }
        return mutated;
    }

    private byte[] applyTo(byte[] value) {
        if (value.length == 0) {
            return value;
        }
        int i = (int) (at * value.length);
        return switch (kind) {
            case REPLACE -> joined(Arrays.copyOf(value, i), new byte[] {with}, tail(value, i + 1));
            case FLIP ->
                joined(Arrays.copyOf(value, i), new byte[] {(byte) (value[i] ^ (1 << (with & 7)))}, tail(value, i + 1));
            case INSERT -> joined(Arrays.copyOf(value, i), new byte[] {with}, tail(value, i));
            case DELETE -> joined(Arrays.copyOf(value, i), new byte[0], tail(value, i + 1));
            case TRUNCATE -> Arrays.copyOf(value, i);
            case REPEAT -> joined(value, new byte[0], tail(value, i));
        };
    }

    private static byte[] tail(byte[] value, int from) {
        return Arrays.copyOfRange(value, from, value.length);
    }

    private static byte[] joined(byte[] head, byte[] middle, byte[] tail) {
        byte[] all = Arrays.copyOf(head, head.length + middle.length + tail.length);
        System.arraycopy(middle, 0, all, head.length, middle.length);
        System.arraycopy(tail, 0, all, head.length + middle.length, tail.length);
        return all;
    }
}
