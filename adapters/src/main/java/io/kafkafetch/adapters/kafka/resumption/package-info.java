/**
 * Decides where a lane goes on with the partitions it gets: behind a checkpoint, where a fresh partition begins, or in
 * a topic that was created again. In come what is committed and what the topic is now, out goes a position with its
 * running hours. Only the lanes of {@code source} use it.
 */
@NullMarked
package io.kafkafetch.adapters.kafka.resumption;

import org.jspecify.annotations.NullMarked;
