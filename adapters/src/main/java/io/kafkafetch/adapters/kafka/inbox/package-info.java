/**
 * The way of logins into the input topic. In come records that somebody posted or generated, out goes what the cluster
 * has taken for certain. Bootstrap uses it for the HTTP source, the demo and {@code generate}.
 */
@NullMarked
package io.kafkafetch.adapters.kafka.inbox;

import org.jspecify.annotations.NullMarked;
