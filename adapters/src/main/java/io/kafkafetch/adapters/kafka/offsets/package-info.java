/**
 * Checkpoints as committed offsets. In come positions with running hours and bookmarks, out go offsets with metadata
 * far below the 4 KiB that a broker takes, and back. The ledger writes them; {@code resumption}, {@code source} and
 * {@code progress} read them.
 */
@NullMarked
package io.kafkafetch.adapters.kafka.offsets;

import org.jspecify.annotations.NullMarked;
