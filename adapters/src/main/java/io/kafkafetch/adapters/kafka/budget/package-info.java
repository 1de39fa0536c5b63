/**
 * What Kafka's clients may hold in memory: derived from the heap, and kept while records are unpacked. Knows neither lanes
 * nor clusters; the clients of {@code adapters.kafka} are made and polled by it.
 */
@NullMarked
package io.kafkafetch.adapters.kafka.budget;

import org.jspecify.annotations.NullMarked;
