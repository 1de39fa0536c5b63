/**
 * Makes a retry safe: how far the events of an idempotency key have come, and whether a retry brings the same ones. A
 * key and digests enter, {@link io.kafkafetch.adapters.http.logins.idempotency.Progress} leaves. Only {@code logins} may use
 * it.
 */
@NullMarked
package io.kafkafetch.adapters.http.logins.idempotency;

import org.jspecify.annotations.NullMarked;
