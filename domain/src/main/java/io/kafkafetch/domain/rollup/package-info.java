/**
 * Logins by the time they happened at: windows of minutes, hours and days, which can be added in any order. Logins enter,
 * tallies of windows leave. Pure and immutable but for the counter; anybody may use it.
 */
@NullMarked
package io.kafkafetch.domain.rollup;

import org.jspecify.annotations.NullMarked;
