package io.kafkafetch.adapters.registry;

/** The kinds of schema that registries have. */
public enum SchemaType {
    AVRO,
    JSON,
    PROTOBUF,
    /** One that is not known here. */
    OTHER;

    /** The kind of this name, which a registry leaves out where it is Avro. */
    public static SchemaType of(String name) {
        return switch (name) {
            case "", "AVRO" -> AVRO;
            case "JSON" -> JSON;
            case "PROTOBUF" -> PROTOBUF;
            default -> OTHER;
        };
    }
}
