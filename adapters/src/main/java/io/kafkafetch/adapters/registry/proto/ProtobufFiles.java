package io.kafkafetch.adapters.registry.proto;

import com.google.protobuf.AnyProto;
import com.google.protobuf.ApiProto;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.SourceContextProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.TypeProto;
import com.google.protobuf.WrappersProto;
import io.kafkafetch.adapters.registry.RegisteredSchema;
import io.kafkafetch.adapters.registry.UnusableSchemaException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files of Protobuf with what they import. The files that come with Protobuf are there where no reference has them; what
 * is missing after that, such as files of options, is missing only where a field is of it.
 */
public final class ProtobufFiles {

    private static final Map<String, FileDescriptor> KNOWN = Stream.of(
                    AnyProto.getDescriptor(),
                    ApiProto.getDescriptor(),
                    DescriptorProtos.getDescriptor(),
                    DurationProto.getDescriptor(),
                    EmptyProto.getDescriptor(),
                    FieldMaskProto.getDescriptor(),
                    SourceContextProto.getDescriptor(),
                    StructProto.getDescriptor(),
                    TimestampProto.getDescriptor(),
                    TypeProto.getDescriptor(),
                    WrappersProto.getDescriptor())
            .collect(Collectors.toUnmodifiableMap(FileDescriptor::getName, file -> file));

    private ProtobufFiles() {}

    /**
     * The file of a schema.
     *
     * @throws UnusableSchemaException if it is malformed, or what it refers to is
     */
    public static FileDescriptor file(RegisteredSchema schema) throws UnusableSchemaException {
        Map<String, FileDescriptor> files = new HashMap<>(KNOWN);
        for (RegisteredSchema.Reference reference : schema.references()) {
            files.put(reference.name(), file(reference.name(), reference.text(), files));
        }
        return file("", schema.text(), files);
    }

    private static FileDescriptor file(String name, String text, Map<String, FileDescriptor> files)
            throws UnusableSchemaException {
        FileDescriptorProto file = proto(text).toBuilder().setName(name).build();
        FileDescriptor[] imports = file.getDependencyList().stream()
                .map(files::get)
                .filter(Objects::nonNull)
                .toArray(FileDescriptor[]::new);
        try {
            return FileDescriptor.buildFrom(file, imports, true);
        } catch (DescriptorValidationException invalid) {
            throw new UnusableSchemaException(invalid.getMessage() + "");
        }
    }

    private static FileDescriptorProto proto(String text) throws UnusableSchemaException {
        Optional<FileDescriptorProto> serialized = serialized(text);
        return serialized.isPresent() ? serialized.get() : new ProtoText(text).file();
    }

    /** A registry's serialized form, which no text of a file looks like: there is no space in it. */
    private static Optional<FileDescriptorProto> serialized(String text) {
        try {
            return Optional.of(FileDescriptorProto.parseFrom(Base64.getDecoder().decode(text.strip())));
        } catch (IllegalArgumentException | InvalidProtocolBufferException otherwise) {
            return Optional.empty();
        }
    }
}
