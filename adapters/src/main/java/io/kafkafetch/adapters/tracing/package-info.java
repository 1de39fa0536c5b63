/**
 * Spans by OpenTelemetry for what the ports do, each a decorator or a listener of a port: nothing else knows of it, and
 * only {@link io.kafkafetch.adapters.tracing.TracedRequests} is loaded where tracing is off.
 */
@NullMarked
package io.kafkafetch.adapters.tracing;

import org.jspecify.annotations.NullMarked;
