/**
 * What becomes of an input topic while a group reads it: it is created again, loses records, gets partitions. Knows its
 * present incarnation, where a partition begins, and what a checkpoint is worth by now. In come a cluster's answers, out
 * go values; only the lanes of {@code adapters.kafka} use it.
 */
@NullMarked
package io.kafkafetch.adapters.kafka.input;

import org.jspecify.annotations.NullMarked;
