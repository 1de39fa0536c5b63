package io.kafkafetch.adapters.registry.proto;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.Edition;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FeatureSet;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.kafkafetch.adapters.registry.UnusableSchemaException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a {@code .proto} file into its descriptor, as far as messages are read by it: names, numbers, types, and what
 * decides how bytes mean values. Everything else, services, extensions, defaults, ranges and most options, is passed
 * over; names of types are left to Protobuf to resolve. More lenient than Protobuf's compiler, which a registered schema
 * has mostly been through.
 *
 * <p>Used once; not thread-safe.
 */
final class ProtoText {

    private static final int MAX_DEPTH = 100;

    private static final Map<String, FieldDescriptorProto.Type> SCALARS = Map.ofEntries(
            Map.entry("double", FieldDescriptorProto.Type.TYPE_DOUBLE),
            Map.entry("float", FieldDescriptorProto.Type.TYPE_FLOAT),
            Map.entry("int32", FieldDescriptorProto.Type.TYPE_INT32),
            Map.entry("int64", FieldDescriptorProto.Type.TYPE_INT64),
            Map.entry("uint32", FieldDescriptorProto.Type.TYPE_UINT32),
            Map.entry("uint64", FieldDescriptorProto.Type.TYPE_UINT64),
            Map.entry("sint32", FieldDescriptorProto.Type.TYPE_SINT32),
            Map.entry("sint64", FieldDescriptorProto.Type.TYPE_SINT64),
            Map.entry("fixed32", FieldDescriptorProto.Type.TYPE_FIXED32),
            Map.entry("fixed64", FieldDescriptorProto.Type.TYPE_FIXED64),
            Map.entry("sfixed32", FieldDescriptorProto.Type.TYPE_SFIXED32),
            Map.entry("sfixed64", FieldDescriptorProto.Type.TYPE_SFIXED64),
            Map.entry("bool", FieldDescriptorProto.Type.TYPE_BOOL),
            Map.entry("string", FieldDescriptorProto.Type.TYPE_STRING),
            Map.entry("bytes", FieldDescriptorProto.Type.TYPE_BYTES));

    private static final String FEATURES = "features.";
    private static final Set<String> BEHIND_OPTIONS = Set.of(",", "]", ";");

    private final ProtoTokens tokens;
    private final FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder();
    private boolean proto3;

    ProtoText(String text) throws UnusableSchemaException {
        this.tokens = new ProtoTokens(text);
    }

    /** @throws UnusableSchemaException if the text is malformed */
    FileDescriptorProto file() throws UnusableSchemaException {
        while (!tokens.atEnd()) {
            switch (tokens.next()) {
                case "syntax" -> syntax();
                case "edition" -> edition();
                case "package" -> {
                    file.setPackage(tokens.next());
                    tokens.expect(";");
                }
                case "import" -> imported();
                case "option" -> {
                    featureOf(statement())
                            .ifPresent(feature -> file.getOptionsBuilder().mergeFeatures(feature));
                }
                case "message" -> file.addMessageType(message(tokens.next(), 1));
                case "enum" -> file.addEnumType(enumeration());
                case ";", "export", "local" -> {}
                case "service", "extend" -> tokens.passOverBlock();
                default -> throw tokens.unexpected();
            }
        }
        return file.build();
    }

    private void syntax() throws UnusableSchemaException {
        tokens.expect("=");
        String syntax = tokens.string();
        tokens.expect(";");
        proto3 = syntax.equals("proto3");
        file.setSyntax(syntax);
    }

    private void edition() throws UnusableSchemaException {
        tokens.expect("=");
        String edition = tokens.string();
        tokens.expect(";");
        file.setSyntax("editions").setEdition(Edition.valueOf("EDITION_" + edition));
    }

    private void imported() throws UnusableSchemaException {
        String modifier = tokens.isString() ? "" : tokens.next();
        String path = tokens.string();
        tokens.expect(";");
        if (modifier.equals("option")) {
            return;
        }
        if (modifier.equals("public")) {
            file.addPublicDependency(file.getDependencyCount());
        }
        file.addDependency(path);
    }

    private DescriptorProto message(String name, int depth) throws UnusableSchemaException {
        if (depth > MAX_DEPTH) {
            throw new UnusableSchemaException("its messages nest deeper than " + MAX_DEPTH);
        }
        DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(name);
        tokens.expect("{");
        while (!tokens.take("}")) {
            part(message, depth);
        }
        synthesizeOneofs(message);
        return message.build();
    }

    private void part(DescriptorProto.Builder message, int depth) throws UnusableSchemaException {
        String first = tokens.next();
        switch (first) {
            case "message" -> message.addNestedType(message(tokens.next(), depth + 1));
            case "enum" -> message.addEnumType(enumeration());
            case "oneof" -> oneof(message, depth);
            case "option" -> {
                featureOf(statement())
                        .ifPresent(feature -> message.getOptionsBuilder().mergeFeatures(feature));
            }
            case "reserved", "extensions" -> tokens.passOverTo(";");
            case "extend" -> tokens.passOverBlock();
            case ";", "export", "local" -> {}
            case "optional" -> {
                FieldDescriptorProto.Builder field = field(tokens.next(), message, depth);
                message.addField(field.setProto3Optional(proto3));
            }
            case "required" ->
                message.addField(field(tokens.next(), message, depth).setLabel(Label.LABEL_REQUIRED));
            case "repeated" ->
                message.addField(field(tokens.next(), message, depth).setLabel(Label.LABEL_REPEATED));
            default -> message.addField(field(first, message, depth));
        }
    }

    private void oneof(DescriptorProto.Builder message, int depth) throws UnusableSchemaException {
        int index = message.getOneofDeclCount();
        message.addOneofDecl(OneofDescriptorProto.newBuilder().setName(tokens.next()));
        tokens.expect("{");
        while (!tokens.take("}")) {
            String first = tokens.next();
            switch (first) {
                case "option" -> tokens.passOverTo(";");
                case ";" -> {}
                default -> message.addField(field(first, message, depth).setOneofIndex(index));
            }
        }
    }

    /** Of the rules of proto3, a field that is marked as optional is the one of a oneof of its own, behind all others. */
    private static void synthesizeOneofs(DescriptorProto.Builder message) {
        for (FieldDescriptorProto.Builder field : message.getFieldBuilderList()) {
            if (field.getProto3Optional()) {
                field.setOneofIndex(message.getOneofDeclCount());
                message.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_" + field.getName()));
            }
        }
    }

    private FieldDescriptorProto.Builder field(String type, DescriptorProto.Builder message, int depth)
            throws UnusableSchemaException {
        FieldDescriptorProto.Builder field = FieldDescriptorProto.newBuilder().setLabel(Label.LABEL_OPTIONAL);
        if (type.equals("map")) {
            mapOf(field, message);
        } else {
            type(field, type);
            field.setName(tokens.next());
        }
        tokens.expect("=");
        field.setNumber(tokens.number());
        if (tokens.take("[")) {
            options(field);
        }
        if (type.equals("group")) {
            String name = field.getName();
            field.setType(FieldDescriptorProto.Type.TYPE_GROUP)
                    .setTypeName(name)
                    .setName(name.toLowerCase(Locale.ROOT));
            message.addNestedType(message(name, depth + 1));
        } else {
            tokens.expect(";");
        }
        return field;
    }

    private void mapOf(FieldDescriptorProto.Builder field, DescriptorProto.Builder message)
            throws UnusableSchemaException {
        tokens.expect("<");
        FieldDescriptorProto.Builder key = member("key", 1);
        type(key, tokens.next());
        tokens.expect(",");
        FieldDescriptorProto.Builder value = member("value", 2);
        type(value, tokens.next());
        tokens.expect(">");
        String name = tokens.next();
        String entry = entryOf(name);
        message.addNestedType(DescriptorProto.newBuilder()
                .setName(entry)
                .addField(key)
                .addField(value)
                .setOptions(MessageOptions.newBuilder().setMapEntry(true)));
        field.setName(name)
                .setLabel(Label.LABEL_REPEATED)
                .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
                .setTypeName(entry);
    }

    private static FieldDescriptorProto.Builder member(String name, int number) {
        return FieldDescriptorProto.newBuilder().setName(name).setNumber(number).setLabel(Label.LABEL_OPTIONAL);
    }

    /** As Protobuf's compiler names it. */
    private static String entryOf(String field) {
        StringBuilder name = new StringBuilder();
        boolean first = true;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c != '_') {
                name.append(first ? Character.toUpperCase(c) : c);
            }
            first = c == '_';
        }
        return name.append("Entry").toString();
    }

    /** Whether a name is of a message or of an enum is seen when it is resolved. */
    private static void type(FieldDescriptorProto.Builder field, String name) {
        FieldDescriptorProto.Type scalar = SCALARS.get(name);
        if (scalar == null) {
            field.setTypeName(name);
        } else {
            field.setType(scalar);
        }
    }

    private void options(FieldDescriptorProto.Builder field) throws UnusableSchemaException {
        do {
            Option option = option();
            if (option.name().equals("packed")) {
                field.getOptionsBuilder().setPacked(option.value().equals("true"));
            }
            featureOf(option).ifPresent(feature -> field.getOptionsBuilder().mergeFeatures(feature));
        } while (tokens.take(","));
        tokens.expect("]");
    }

    private Option statement() throws UnusableSchemaException {
        Option option = option();
        tokens.expect(";");
        return option;
    }

    private Option option() throws UnusableSchemaException {
        StringBuilder name = new StringBuilder();
        while (!tokens.take("=")) {
            name.append(tokens.next());
        }
        String value = tokens.next();
        if (value.equals("{")) {
            tokens.passOverTo("}");
        }
        while (!BEHIND_OPTIONS.contains(tokens.peek())) { // of a number its sign stands before it
            tokens.next();
        }
        return new Option(name.toString(), value);
    }

    /** Which decide what bytes mean; of editions alone. */
    private Optional<FeatureSet> featureOf(Option option) throws UnusableSchemaException {
        if (!file.hasEdition() || !option.name().startsWith(FEATURES)) {
            return Optional.empty();
        }
        FieldDescriptor feature =
                FeatureSet.getDescriptor().findFieldByName(option.name().substring(FEATURES.length()));
        if (feature == null) { // one for a language
            return Optional.empty();
        }
        EnumValueDescriptor value = feature.getEnumType().findValueByName(option.value());
        if (value == null) {
            throw tokens.unexpected();
        }
        return Optional.of(FeatureSet.newBuilder().setField(feature, value).build());
    }

    private record Option(String name, String value) {}

    private EnumDescriptorProto enumeration() throws UnusableSchemaException {
        EnumDescriptorProto.Builder constants = EnumDescriptorProto.newBuilder().setName(tokens.next());
        tokens.expect("{");
        while (!tokens.take("}")) {
            String first = tokens.next();
            switch (first) {
                case "option" -> {
                    featureOf(statement())
                            .ifPresent(feature -> constants.getOptionsBuilder().mergeFeatures(feature));
                }
                case "reserved" -> tokens.passOverTo(";");
                case ";" -> {}
                default -> {
                    tokens.expect("=");
                    constants.addValue(
                            EnumValueDescriptorProto.newBuilder().setName(first).setNumber(tokens.number()));
                    tokens.passOverTo(";");
                }
            }
        }
        return constants.build();
    }
}
