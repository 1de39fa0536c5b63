package io.kafkafetch.benchmarks.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.kafkafetch.adapters.generator.GeneratedRecord;
import io.kafkafetch.adapters.generator.GeneratorSettings;
import io.kafkafetch.adapters.generator.Kind;
import io.kafkafetch.adapters.generator.LoginGenerator;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.Validation;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** From the bytes of a valid login to its event: a score is of one login. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodeBenchmark {

    private static final int LOGINS = 4_096;

    private final LoginDecoder decoder = new LoginDecoder(MissingDeviceType.DEAD_LETTER);
    private final LoginDecoder parser = LoginDecoder.ofParserAlone(MissingDeviceType.DEAD_LETTER);
    private final ByteBuffer[] plain = logins().map(ByteBuffer::wrap).toArray(ByteBuffer[]::new);
    private final ByteBuffer[] escaped =
            logins().map(DecodeBenchmark::escaped).map(ByteBuffer::wrap).toArray(ByteBuffer[]::new);

    /** As they are in a feed: one in ten with an unknown field. */
    @Benchmark
    @OperationsPerInvocation(LOGINS)
    public void plainLogins(Blackhole sink) {
        decodeAll(plain, decoder, sink);
    }

    /** The same ones without the scanner. */
    @Benchmark
    @OperationsPerInvocation(LOGINS)
    public void plainLoginsByTheParserAlone(Blackhole sink) {
        decodeAll(plain, parser, sink);
    }

    /** Ones that the scanner looks at to their last text, and leaves to the parser. */
    @Benchmark
    @OperationsPerInvocation(LOGINS)
    public void escapedLogins(Blackhole sink) {
        decodeAll(escaped, decoder, sink);
    }

    /** The same ones without the scanner. */
    @Benchmark
    @OperationsPerInvocation(LOGINS)
    public void escapedLoginsByTheParserAlone(Blackhole sink) {
        decodeAll(escaped, parser, sink);
    }

    private static void decodeAll(ByteBuffer[] logins, LoginDecoder decoder, Blackhole sink) {
        for (ByteBuffer login : logins) {
            Validation verdict = decoder.decode(login);
            sink.consume(verdict);
        }
    }

    private static Stream<byte[]> logins() {
        LoginGenerator generator =
                new LoginGenerator(GeneratorSettings.forTopic().withCorruptPercent(0));
        return Stream.generate(generator::next)
                .filter(login -> login.kind() == Kind.VALID)
                .map(GeneratedRecord::value)
                .map(value -> requireNonNull(value))
                .limit(LOGINS);
    }

    private static byte[] escaped(byte[] login) {
        return new String(login, UTF_8)
                .replace("\"device_type\": \"", "\"device_type\": \"\\u0020")
                .getBytes(UTF_8);
    }
}
