/**
 * The metrics for Prometheus: of what is durable, of the pipeline's progress, and of Kafka's clients. Names and labels are a
 * contract with dashboards and alerts; every label has a bounded set of values, none of them a user's data.
 */
@NullMarked
package io.kafkafetch.adapters.metrics;

import org.jspecify.annotations.NullMarked;
