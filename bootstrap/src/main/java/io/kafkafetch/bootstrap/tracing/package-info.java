/**
 * Turns tracing on or off. The ports of the application enter, and leave as they are or with spans around them; only the
 * latter loads OpenTelemetry. The wiring of the service uses it.
 */
@NullMarked
package io.kafkafetch.bootstrap.tracing;

import org.jspecify.annotations.NullMarked;
