/**
 * The wire form of tallies and rollups, as the topics and the file sink hold them. Tallies and totals enter, bytes leave,
 * and the other way round. {@code docs/WIRE.md} describes it, with JSON Schemas.
 */
@NullMarked
package io.kafkafetch.adapters.json.rollup;

import org.jspecify.annotations.NullMarked;
