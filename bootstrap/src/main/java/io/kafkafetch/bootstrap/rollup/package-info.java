/**
 * Totals over all partitions, in a service. It starts the merger and what reads totals back, once the cluster and its
 * topics are there. Nothing else uses it.
 */
@NullMarked
package io.kafkafetch.bootstrap.rollup;

import org.jspecify.annotations.NullMarked;
