/**
 * From commits to totals: what one commit counted of a partition is a tally, and tallies of all partitions add up to
 * rollups. Outcomes enter, tallies and windows leave. It reads no clock and does no I/O.
 */
@NullMarked
package io.kafkafetch.application.rollup;

import org.jspecify.annotations.NullMarked;
