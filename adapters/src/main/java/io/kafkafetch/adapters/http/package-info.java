/**
 * HTTP. {@code http.logins} takes logins, and {@code http.live} shows what becomes of them; the rooms beside them hold for
 * every connection, every request and every answer. Nothing lies here itself.
 */
@NullMarked
package io.kafkafetch.adapters.http;

import org.jspecify.annotations.NullMarked;
