/**
 * What the commands about dead letters share: options that choose a cluster and letters, the connection, and how an early end is
 * reported. Arguments and settings enter, ports of the application leave. {@code dlq} uses it, and {@code letters} for the runs of
 * a service.
 */
@NullMarked
package io.kafkafetch.bootstrap.dlq.session;

import org.jspecify.annotations.NullMarked;
