/**
 * Totals over all partitions, as answers: what was asked for enters, sums and series leave as JSON or CSV. It reads the
 * totals of {@link io.kafkafetch.application.rollup.RollupView}, and nothing else.
 */
@NullMarked
package io.kafkafetch.adapters.http.rollups;

import org.jspecify.annotations.NullMarked;
