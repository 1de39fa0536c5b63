/**
 * What all of HTTP shares: problems as answers, and the API's description. {@code http.logins} takes logins, and
 * {@code http.live} shows what becomes of them.
 */
@NullMarked
package io.kafkafetch.adapters.http;

import org.jspecify.annotations.NullMarked;
