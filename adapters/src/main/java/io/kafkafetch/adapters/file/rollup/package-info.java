/**
 * Totals of a folder: its committed tallies enter, {@code rollups.json} and what listeners hear leave. Bootstrap starts it.
 */
@NullMarked
package io.kafkafetch.adapters.file.rollup;

import org.jspecify.annotations.NullMarked;
