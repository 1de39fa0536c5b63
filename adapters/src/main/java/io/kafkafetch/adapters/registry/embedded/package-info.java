/**
 * A schema registry in this process, for tests and benchmarks: schemas are put into it, and HTTP answers as Confluent's
 * registry does, or as one that is broken. It uses {@code SchemaType} alone; nothing of the service uses it.
 */
@NullMarked
package io.kafkafetch.adapters.registry.embedded;

import org.jspecify.annotations.NullMarked;
