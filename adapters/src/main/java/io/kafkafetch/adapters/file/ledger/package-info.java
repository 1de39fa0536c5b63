/**
 * A folder as the ledger: insights and dead letters in segments, and the checkpoints that say how much of them counts.
 * In come decided batches, out go files of JSON lines, complete after a crash at any moment. Bootstrap opens it.
 */
@NullMarked
package io.kafkafetch.adapters.file.ledger;

import org.jspecify.annotations.NullMarked;
