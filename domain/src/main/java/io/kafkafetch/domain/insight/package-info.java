/**
 * How logins are counted, and what the counts mean. Logins enter; tallies, which add up in any order, and the insights of a
 * batch leave. Pure but for the counters; it uses {@code login} alone.
 */
@NullMarked
package io.kafkafetch.domain.insight;

import org.jspecify.annotations.NullMarked;
