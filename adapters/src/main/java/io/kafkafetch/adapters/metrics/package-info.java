/**
 * What Prometheus is told: of what is durable, of how far the pipeline is, and of Kafka's clients. Names and labels are a
 * contract with dashboards and alerts; every label has a bounded set of values, none of them a user's data.
 */
@NullMarked
package io.kafkafetch.adapters.metrics;

import org.jspecify.annotations.NullMarked;
