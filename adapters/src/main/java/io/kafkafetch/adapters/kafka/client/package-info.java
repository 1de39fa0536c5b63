/**
 * Kafka clients as they are configured, and what all rooms need of Kafka: what a failure means to people, a thread that
 * follows the cluster, pauses between tries, trace headers. In come settings, out go clients and faults. Every room of
 * {@code adapters.kafka} may use it; it knows none of them but {@code budget}.
 */
@NullMarked
package io.kafkafetch.adapters.kafka.client;

import org.jspecify.annotations.NullMarked;
