/** A real Kafka broker inside the process: for the demo and for tests. */
@NullMarked
package io.kafkafetch.adapters.broker;

import org.jspecify.annotations.NullMarked;
