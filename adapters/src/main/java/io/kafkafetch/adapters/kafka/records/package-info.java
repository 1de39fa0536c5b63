/**
 * Outcomes as Kafka records: insights with their fields, dead letters with the headers of KIP-1191. In come outcomes,
 * out go records, one after the other. The ledger sends them; {@code published} knows the headers.
 */
@NullMarked
package io.kafkafetch.adapters.kafka.records;

import org.jspecify.annotations.NullMarked;
