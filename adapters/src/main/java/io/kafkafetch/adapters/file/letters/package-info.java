/**
 * The dead letters of a sink's folder, and what was done with them. Lines that a ledger has committed and the log beside them
 * enter, letters leave; a service may write to the folder meanwhile. The {@code dlq} commands use it.
 */
@NullMarked
package io.kafkafetch.adapters.file.letters;

import org.jspecify.annotations.NullMarked;
