/**
 * How far the whole group is, asked of the cluster and not of the lanes: positions, ends, ages. Out go progress reports
 * about once a second. Bootstrap starts it for metrics, health and the live view.
 */
@NullMarked
package io.kafkafetch.adapters.kafka.progress;

import org.jspecify.annotations.NullMarked;
