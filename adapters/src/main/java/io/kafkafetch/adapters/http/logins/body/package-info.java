/**
 * Cuts a body into events, packed or not, a document or lines, within the bounds and the patience that the settings
 * give. Headers and bytes enter at {@link io.kafkafetch.adapters.http.logins.body.BodyForm},
 * {@link io.kafkafetch.adapters.http.logins.body.Events} leave. Only {@code logins} may use it.
 */
@NullMarked
package io.kafkafetch.adapters.http.logins.body;

import org.jspecify.annotations.NullMarked;
