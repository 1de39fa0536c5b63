/**
 * The whole service against a real broker. {@link io.kafkafetch.bootstrap.kafka.KafkaSuite} is the suite; its subclasses
 * say which broker. What must hold whatever happens are the {@link io.kafkafetch.bootstrap.kafka.Guarantee guarantees}.
 */
@NullMarked
package io.kafkafetch.bootstrap.kafka;

import org.jspecify.annotations.NullMarked;
