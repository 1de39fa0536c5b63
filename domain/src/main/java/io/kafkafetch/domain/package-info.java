/**
 * What a login is, when it is valid, and how logins are counted. Pure: the JDK alone, no I/O, no clock, no framework.
 *
 * <p>A login's way through the rooms: a source fills in a {@link io.kafkafetch.domain.login.LoginForm}, the form is checked
 * and gives a {@link io.kafkafetch.domain.login.Validation}, which is an event or the reasons against it; events are counted
 * in a {@link io.kafkafetch.domain.insight.LoginTally}, and {@link io.kafkafetch.domain.insight.Insights} says what a tally
 * means. By the time they happened at they are counted in a {@link io.kafkafetch.domain.rollup.Timeline}.
 *
 * <p>Counting is algebra: {@link io.kafkafetch.domain.insight.HourCounts},
 * {@link io.kafkafetch.domain.insight.Frequencies}, their product {@link io.kafkafetch.domain.insight.LoginTally} and
 * timelines are commutative monoids, so that any grouping of the same logins gives the same totals.
 */
@NullMarked
package io.kafkafetch.domain;

import org.jspecify.annotations.NullMarked;
