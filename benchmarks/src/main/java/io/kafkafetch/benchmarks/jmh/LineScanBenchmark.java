package io.kafkafetch.benchmarks.jmh;

import static java.util.Objects.requireNonNull;

import io.kafkafetch.adapters.file.lines.LineReader;
import io.kafkafetch.adapters.generator.GeneratorSettings;
import io.kafkafetch.adapters.generator.LoginGenerator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Finding the ends of lines in a file of logins: a score is of one login. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LineScanBenchmark {

    private static final int LOGINS = 16_384;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;

    private final byte[] file = file();

    /** As {@code analyze} does: blocks, lines, a slice of each. */
    @Benchmark
    @OperationsPerInvocation(LOGINS)
    public void lineReader(Blackhole sink) throws IOException {
        try (LineReader lines = LineReader.of(new ByteArrayInputStream(file), 1 << 20)) {
            for (ByteBuffer line = lines.next(); line != null; line = lines.next()) {
                sink.consume(line.remaining());
            }
        }
    }

    /** The search alone, a byte at a time. */
    @Benchmark
    @OperationsPerInvocation(LOGINS)
    public void byteByByte(Blackhole sink) {
        for (int from = 0; from < file.length; ) {
            int end = byteByByte(file, from, file.length);
            sink.consume(end);
            from = end + 1;
        }
    }

    /** The search alone, eight bytes at a time. */
    @Benchmark
    @OperationsPerInvocation(LOGINS)
    public void eightBytesAtOnce(Blackhole sink) {
        for (int from = 0; from < file.length; ) {
            int end = eightBytesAtOnce(file, from, file.length);
            sink.consume(end);
            from = end + 1;
        }
    }

    private static int byteByByte(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != '\n') {
            i++;
        }
        return i;
    }

    private static int eightBytesAtOnce(byte[] bytes, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long word = (long) LONGS.get(bytes, i) ^ NEWLINES;
            long zeros = (word - ONES) & ~word & TOPS;
            if (zeros != 0) {
                return i + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
            }
        }
        return byteByByte(bytes, i, to);
    }

    private static byte[] file() {
        LoginGenerator generator =
                new LoginGenerator(GeneratorSettings.forLines().withCorruptPercent(0));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int i = 0; i < LOGINS; i++) {
            file.writeBytes(requireNonNull(generator.next().value()));
            file.write('\n');
        }
        return file.toByteArray();
    }
}
