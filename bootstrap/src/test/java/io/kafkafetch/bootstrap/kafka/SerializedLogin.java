package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors;
import com.google.protobuf.DynamicMessage;
import io.kafkafetch.adapters.json.StrictJson;
import io.kafkafetch.adapters.registry.SchemaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** A plain login as the serializers of a schema registry write it. */
enum SerializedLogin {
    AVRO(SchemaType.AVRO) {
        @Override
        String schema() {
            return AVRO_SCHEMA;
        }

        @Override
        byte[] body(String json) throws IOException {
            StrictJson.Members login = StrictJson.read(json.getBytes(UTF_8));
            GenericRecord record = new GenericData.Record(new Schema.Parser().parse(AVRO_SCHEMA));
            for (String field : TEXTS) {
                record.put(field, login.has(field) ? login.text(field) : null);
            }
            record.put("timestamp", login.number("timestamp") * 1_000 + 7);
            return avro(record);
        }
    },
    PROTOBUF(SchemaType.PROTOBUF) {
        @Override
        String schema() {
            return Base64.getEncoder().encodeToString(PROTO_FILE.toByteArray());
        }

        @Override
        byte[] body(String json) throws IOException {
            StrictJson.Members login = StrictJson.read(json.getBytes(UTF_8));
            Descriptors.Descriptor type = protobuf();
            DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
            for (String field : TEXTS) {
                if (login.has(field)) {
                    message.setField(type.findFieldByName(field), login.text(field));
                }
            }
            message.setField(type.findFieldByName("timestamp"), login.number("timestamp"));
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.write(0); // the first message of the file
            body.write(message.build().toByteArray());
            return body.toByteArray();
        }
    },
    JSON(SchemaType.JSON) {
        @Override
        String schema() {
            return "{\"type\":\"object\"}";
        }

        @Override
        byte[] body(String json) {
            return json.getBytes(UTF_8);
        }
    };

    static final String AVRO_SCHEMA = """
            {"type":"record","name":"Login","namespace":"org.example","fields":[
             {"name":"user_id","type":["null","string"],"default":null},
             {"name":"app_version","type":["null","string"],"default":null},
             {"name":"ip","type":["null","string"],"default":null},
             {"name":"locale","type":["null","string"],"default":null},
             {"name":"device_id","type":["null","string"],"default":null},
             {"name":"device_type","type":["null","string"],"default":null},
             {"name":"timestamp","type":{"type":"long","logicalType":"timestamp-millis"}}]}""";

    private static final List<String> TEXTS =
            List.of("user_id", "app_version", "ip", "locale", "device_id", "device_type");

    private static final FileDescriptorProto PROTO_FILE = protoFile();

    private final SchemaType type;

    SerializedLogin(SchemaType type) {
        this.type = type;
    }

    SchemaType type() {
        return type;
    }

    /** As a registry has it. */
    abstract String schema();

    abstract byte[] body(String json) throws IOException;

    /** This plain login with the schema of this id. */
    byte[] value(int schema, String login) throws IOException {
        return framed(schema, body(login));
    }

    /** Any bytes with the schema of this id. */
    static byte[] framed(int schema, byte[] body) {
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(schema)
                .put(body)
                .array();
    }

    /** A record in Avro's binary form. */
    static byte[] avro(GenericRecord record) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(body, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return body.toByteArray();
    }

    private static Descriptors.Descriptor protobuf() {
        try {
            return Descriptors.FileDescriptor.buildFrom(PROTO_FILE, new Descriptors.FileDescriptor[0])
                    .findMessageTypeByName("Login");
        } catch (Descriptors.DescriptorValidationException invalid) {
            throw new IllegalStateException(invalid);
        }
    }

    private static FileDescriptorProto protoFile() {
        DescriptorProto.Builder message = DescriptorProto.newBuilder().setName("Login");
        for (String field : TEXTS) {
            message.addField(field(field, message.getFieldCount() + 1, FieldDescriptorProto.Type.TYPE_STRING));
        }
        message.addField(field("timestamp", TEXTS.size() + 1, FieldDescriptorProto.Type.TYPE_INT64));
        return FileDescriptorProto.newBuilder()
                .setName("login.proto")
                .setSyntax("proto3")
                .addMessageType(message)
                .build();
    }

    private static FieldDescriptorProto field(String name, int number, FieldDescriptorProto.Type type) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setType(type)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
                .build();
    }
}
