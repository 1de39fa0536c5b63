/**
 * Why a request that hands in logins is refused, and the exception that ends it. All rooms of {@code logins}
 * may use it.
 */
@NullMarked
package io.kafkafetch.adapters.http.logins.fault;

import org.jspecify.annotations.NullMarked;
