/**
 * One replay, put together from the application and its adapters, for the command as for a running service: both do the very same.
 * Ports and options enter, a balance leaves. {@code dlq} and {@code letters} use it.
 */
@NullMarked
package io.kafkafetch.bootstrap.dlq.task;

import org.jspecify.annotations.NullMarked;
