package io.kafkafetch.adapters.registry;

import java.util.List;

/**
 * A schema as a registry has it, with all that it refers to. Immutable.
 *
 * @param text as it was registered; of {@link SchemaType#PROTOBUF} the file descriptor in Base64 where the registry
 *     gives one, else the text of the file
 * @param references what it refers to, each before whatever refers to it, each name once
 */
public record RegisteredSchema(SchemaType type, String text, List<Reference> references) {

    public RegisteredSchema {
        references = List.copyOf(references);
    }

    /** A schema that refers to nothing. */
    public static RegisteredSchema of(SchemaType type, String text) {
        return new RegisteredSchema(type, text, List.of());
    }

    /**
     * Another schema that a schema refers to.
     *
     * @param name by which it is referred to: of Avro a full name, of Protobuf the path of an import
     * @param text as it was registered
     */
    public record Reference(String name, String text) {}
}
