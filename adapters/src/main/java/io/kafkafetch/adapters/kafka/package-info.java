/** The Kafka source and ledger: exactly once inside a Micronaut listener. */
@NullMarked
package io.kafkafetch.adapters.kafka;

import org.jspecify.annotations.NullMarked;
