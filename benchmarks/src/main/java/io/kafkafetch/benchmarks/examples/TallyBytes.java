package io.kafkafetch.benchmarks.examples;

import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.Frequencies;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.LoginTally;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * A tally as an engine stores and sends it: 24 numbers, then each dimension's names with their counts. Names of more than
 * 65,535 bytes of modified UTF-8 do not fit.
 */
final class TallyBytes {

    private TallyBytes() {}

    /** @throws UncheckedIOException if a name is too long */
    static byte[] encode(LoginTally tally) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            for (int hour = 0; hour < HourCounts.HOURS; hour++) {
                out.writeLong(tally.hours().at(hour));
            }
            for (Dimension dimension : Dimension.values()) {
                Map<String, Long> counts = tally.by(dimension).counts();
                out.writeInt(counts.size());
                for (Map.Entry<String, Long> count : counts.entrySet()) {
                    out.writeUTF(count.getKey());
                    out.writeLong(count.getValue());
                }
            }
        } catch (IOException tooLong) {
            throw new UncheckedIOException(tooLong);
        }
        return bytes.toByteArray();
    }

    /** @throws UncheckedIOException if these are no tally's */
    static LoginTally decode(byte[] bytes) {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        try {
            long[] hours = new long[HourCounts.HOURS];
            for (int hour = 0; hour < hours.length; hour++) {
                hours[hour] = in.readLong();
            }
            Map<Dimension, Frequencies> names = new EnumMap<>(Dimension.class);
            for (Dimension dimension : Dimension.values()) {
                Map<String, Long> counts = new HashMap<>();
                for (int left = in.readInt(); left > 0; left--) {
                    counts.put(in.readUTF(), in.readLong());
                }
                names.put(dimension, new Frequencies(counts));
            }
            return new LoginTally(HourCounts.of(hours), dimension -> names.getOrDefault(dimension, Frequencies.EMPTY));
        } catch (IOException cutShort) {
            throw new UncheckedIOException(cutShort);
        }
    }
}
