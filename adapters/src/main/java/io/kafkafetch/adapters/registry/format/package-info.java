/**
 * How the values of a schema become JSON texts: Avro, Protobuf and JSON Schema. Pure: schemas and bytes come in, JSON
 * texts go out; nobody is asked for anything.
 */
@NullMarked
package io.kafkafetch.adapters.registry.format;

import org.jspecify.annotations.NullMarked;
