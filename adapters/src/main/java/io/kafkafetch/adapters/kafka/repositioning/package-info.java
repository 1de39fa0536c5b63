/**
 * Looks at where a group stands in its topic, and puts it elsewhere while nobody is in it. A pipeline's names and moves enter,
 * states of partitions leave. The command {@code offsets} uses it.
 */
@NullMarked
package io.kafkafetch.adapters.kafka.repositioning;

import org.jspecify.annotations.NullMarked;
