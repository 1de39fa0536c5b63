/**
 * Spans by OpenTelemetry for what the ports do, each a decorator or a listener of a port: nothing else knows of it, and
 * nothing here is loaded where tracing is off, but for {@link io.kafkafetch.adapters.tracing.TracingIsOn}.
 */
@NullMarked
package io.kafkafetch.adapters.tracing;

import org.jspecify.annotations.NullMarked;
