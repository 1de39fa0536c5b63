/**
 * What the commands about dead letters share: options that choose a cluster and letters, the connection, and how an early end is
 * reported. Arguments and settings enter, ports of the application leave. Only {@code dlq} uses it.
 */
@NullMarked
package io.kafkafetch.bootstrap.dlq.session;

import org.jspecify.annotations.NullMarked;
