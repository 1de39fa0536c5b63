/**
 * Where a group stands in the partitions of its topic, and where it is to be put: the planning, without I/O. States of partitions
 * and a target enter, moves leave that somebody else performs. The Kafka adapter and the command {@code offsets} use it.
 */
@NullMarked
package io.kafkafetch.application.position;

import org.jspecify.annotations.NullMarked;
