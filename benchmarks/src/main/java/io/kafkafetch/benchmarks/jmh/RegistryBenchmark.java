package io.kafkafetch.benchmarks.jmh;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.CodedOutputStream;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.adapters.registry.RegisteredSchema;
import io.kafkafetch.adapters.registry.SchemaType;
import io.kafkafetch.adapters.registry.Schemas;
import io.kafkafetch.adapters.registry.format.Frame;
import io.kafkafetch.adapters.registry.format.JsonBytes;
import io.kafkafetch.adapters.registry.format.LogicalTimes;
import io.kafkafetch.adapters.registry.format.MalformedValueException;
import io.kafkafetch.adapters.registry.format.ValueFormat;
import io.kafkafetch.adapters.registry.format.ValueFormats;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** From the bytes of a valid login that names its schema to its event, beside the same login as plain JSON. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RegistryBenchmark {

    private static final int LOGINS = 4_096;
    private static final List<String> TEXTS =
            List.of("user_id", "app_version", "ip", "locale", "device_id", "device_type");
    private static final String AVRO = """
            {"type":"record","name":"Login","fields":[{"name":"user_id","type":"string"},{"name":"app_version","type":"string"},
             {"name":"ip","type":"string"},{"name":"locale","type":"string"},{"name":"device_id","type":"string"},
             {"name":"device_type","type":["null","string"]},{"name":"timestamp","type":"long"}]}""";
    private static final String PROTOBUF = """
            syntax = "proto3";
            message Login { string user_id = 1; string app_version = 2; string ip = 3; string locale = 4; string device_id = 5;
              string device_type = 6; int64 timestamp = 7; }""";

    private final LoginDecoder decoder = new LoginDecoder(MissingDeviceType.DEAD_LETTER);
    private final JsonBytes json = new JsonBytes();
    private final ByteBuffer[] plain =
            DecodeBenchmark.logins().map(ByteBuffer::wrap).toArray(ByteBuffer[]::new);
    private final ByteBuffer[] avro = DecodeBenchmark.logins()
            .map(RegistryBenchmark::avro)
            .map(ByteBuffer::wrap)
            .toArray(ByteBuffer[]::new);
    private final ByteBuffer[] protobuf = DecodeBenchmark.logins()
            .map(RegistryBenchmark::protobuf)
            .map(ByteBuffer::wrap)
            .toArray(ByteBuffer[]::new);
    private final ValueFormat ofAvro = format(SchemaType.AVRO, AVRO, Optional.empty());
    private final ValueFormat ofAvroByAReader =
            format(SchemaType.AVRO, AVRO, Optional.of(new Schema.Parser().parse(AVRO)));
    private final ValueFormat ofProtobuf = format(SchemaType.PROTOBUF, PROTOBUF, Optional.empty());

    /** Without a schema. */
    @Benchmark
    @OperationsPerInvocation(LOGINS)
    public void plain(Blackhole sink) {
        for (ByteBuffer login : plain) {
            sink.consume(decoder.decode(login));
        }
    }

    /** By the writer's schema alone. */
    @Benchmark
    @OperationsPerInvocation(LOGINS)
    public void avro(Blackhole sink) throws MalformedValueException {
        decodeAll(avro, ofAvro, sink);
    }

    /** As a reader's schema, the same one. */
    @Benchmark
    @OperationsPerInvocation(LOGINS)
    public void avroByAReadersSchema(Blackhole sink) throws MalformedValueException {
        decodeAll(avro, ofAvroByAReader, sink);
    }

    @Benchmark
    @OperationsPerInvocation(LOGINS)
    public void protobuf(Blackhole sink) throws MalformedValueException {
        decodeAll(protobuf, ofProtobuf, sink);
    }

    private void decodeAll(ByteBuffer[] logins, ValueFormat format, Blackhole sink) throws MalformedValueException {
        for (ByteBuffer login : logins) {
            format.write(requireNonNull(Frame.of(login, null)), json);
            sink.consume(decoder.decode(json.text()));
        }
    }

    private static ValueFormat format(SchemaType type, String text, Optional<Schema> reader) {
        Schemas.Known known = new ValueFormats(reader, LogicalTimes.SECONDS).compile(RegisteredSchema.of(type, text));
        return ((Schemas.Usable) known).format();
    }

    private static byte[] avro(byte[] login) {
        try {
            JsonNode fields = new JsonMapper().readTree(login);
            ByteArrayOutputStream bytes = framed();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            for (String text : TEXTS) {
                if (text.equals("device_type")) {
                    encoder.writeIndex(1);
                }
                encoder.writeString(fields.get(text).asText());
            }
            encoder.writeLong(fields.get("timestamp").asLong());
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] protobuf(byte[] login) {
        try {
            JsonNode fields = new JsonMapper().readTree(login);
            ByteArrayOutputStream bytes = framed();
            bytes.write(0);
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            for (int i = 0; i < TEXTS.size(); i++) {
                out.writeString(i + 1, fields.get(TEXTS.get(i)).asText());
            }
            out.writeInt64(TEXTS.size() + 1, fields.get("timestamp").asLong());
            out.flush();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static ByteArrayOutputStream framed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0, 0, 0, 0, 1});
        return bytes;
    }
}
